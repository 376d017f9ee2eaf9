package io.maskstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumbersTest {
    @Test
    void shouldGrowWithTheirUnit() {
        assertThat(Numbers.millis(0.42)).isEqualTo("0.4 ms");
        assertThat(Numbers.millis(57.3)).isEqualTo("57 ms");
        assertThat(Numbers.millis(9960)).isEqualTo("10 s");
        assertThat(Numbers.seconds(200)).isEqualTo("3 min 20 s");
    }

    @Test
    void shouldAgreeWithTheirWord() {
        assertThat(Numbers.of(1, "image")).isEqualTo("1 image");
        assertThat(Numbers.of(1605, "image")).isEqualTo("1,605 images");
    }

    @Test
    void shouldNotHideASmallShare() {
        assertThat(Numbers.percent(0.004)).isEqualTo("0.4%");
        assertThat(Numbers.percent(0)).isEqualTo("0%");
        assertThat(Numbers.percent(0.31)).isEqualTo("31%");
    }
}
