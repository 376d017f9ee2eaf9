package io.maskstream.trainer.precision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
    @ParameterizedTest
    @CsvSource({"0, 255, 1, 0", "-1, 1.55, 0.01, 100", "0, 5.1, 0.02, 0", "-5.1, 0, 0.02, 255", "2, 5.1, 0.02, 0"})
    void shouldGiveZeroANumberOfItsOwn(double low, double high, float scale, int zeroPoint) {
        var range = new Range(low, high);
        assertThat(range.scale()).isEqualTo(scale);
        assertThat(range.zeroPoint()).isEqualTo(zeroPoint);
    }

    @Test
    void shouldTakeInBothWhereTwoValuesShareTheirNumbers() {
        assertThat(new Range(-1, 2).with(new Range(-3, 1))).isEqualTo(new Range(-3, 2));
    }

    @Test
    void shouldHaveAScaleEvenWhereAllIsZero() {
        assertThat(new Range(0, 0).scale()).isPositive();
    }
}
