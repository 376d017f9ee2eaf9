package io.maskstream.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationErrorTest {
    private final CalibrationError error = new CalibrationError();

    @Test
    void shouldBeNothingWhereConfidenceIsTheShareThatIsRight() {
        // Given: 3 of 4 right at 0.75
        error.add(0.75, true);
        error.add(0.75, true);
        error.add(0.75, true);
        error.add(0.75, false);

        // Then
        assertThat(error.expected()).isCloseTo(0, within(1e-12));
    }

    @Test
    void shouldCountEachBinByItsPixels() {
        // Given: three sure and wrong, one half sure and right
        error.add(1, false);
        error.add(1, false);
        error.add(1, false);
        error.add(0.5, true);

        // Then
        assertThat(error.expected()).isCloseTo((3 * 1.0 + 0.5) / 4, within(1e-12));
    }

    @Test
    void shouldSayThatThereWasNothingToJudge() {
        assertThat(error.expected()).isNaN();
    }
}
