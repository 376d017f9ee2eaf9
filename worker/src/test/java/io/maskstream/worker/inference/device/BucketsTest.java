package io.maskstream.worker.inference.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void shouldDoubleUpToTheLargest() {
        assertThat(Buckets.doubling(1).sizes()).containsExactly(1);
        assertThat(Buckets.doubling(8).sizes()).containsExactly(1, 2, 4, 8);
        assertThat(Buckets.doubling(24).sizes()).containsExactly(1, 2, 4, 8, 16, 24);
    }

    @Test
    void shouldHaveEverySizeOnACpu() {
        assertThat(Buckets.exact(4).sizes()).containsExactly(1, 2, 3, 4);
        assertThat(Buckets.exact(4).holding(3)).isEqualTo(3);
    }

    @Test
    void shouldHoldImagesInTheSmallestThatSuffices() {
        var buckets = Buckets.doubling(24);
        assertThat(buckets.holding(1)).isEqualTo(1);
        assertThat(buckets.holding(9)).isEqualTo(16);
        assertThat(buckets.holding(17)).isEqualTo(24);
        assertThatThrownBy(() -> buckets.holding(25)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldFillTheLargestThatHasNoRoomLeft() {
        var buckets = Buckets.doubling(24);
        assertThat(buckets.filledBy(1)).isEqualTo(1);
        assertThat(buckets.filledBy(15)).isEqualTo(8);
        assertThat(buckets.filledBy(100)).isEqualTo(24);
    }
}
