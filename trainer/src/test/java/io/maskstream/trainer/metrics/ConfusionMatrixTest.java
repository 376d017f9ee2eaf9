package io.maskstream.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    @Test
    void shouldCountByHand() {
        // Given
        var confusion = new ConfusionMatrix(3);

        // When
        confusion.add(ids(0, 0, 0, 1, 1), ids(0, 0, 1, 1, 2));
        confusion.add(ids(1, 2, 2), ids(1, 2, 0));

        // Then: class 0 hits 2 of {3 true, 3 predicted}, class 1 hits 2 of {3, 3}, class 2 hits 1 of {2, 2}
        assertThat(confusion.pixelAccuracy()).isEqualTo(5.0 / 8);
        assertThat(confusion.intersectionOverUnion()).containsExactly(2.0 / 4, 2.0 / 4, 1.0 / 3);
        assertThat(confusion.meanIntersectionOverUnion()).isCloseTo(4.0 / 9, within(1e-12));
    }

    @Test
    void shouldLeaveAClassThatIsNeitherThereNorPredictedOutOfTheMean() {
        // Given
        var confusion = new ConfusionMatrix(3);

        // When
        confusion.add(ids(0, 0, 1), ids(0, 1, 1));

        // Then
        assertThat(confusion.intersectionOverUnion()).containsExactly(0.5, 0.5, Double.NaN);
        assertThat(confusion.meanIntersectionOverUnion()).isEqualTo(0.5);
    }

    @Test
    void shouldCountAClassThatIsOnlyPredictedAsMissed() {
        // Given
        var confusion = new ConfusionMatrix(3);

        // When
        confusion.add(ids(0, 0), ids(0, 2));

        // Then
        assertThat(confusion.intersectionOverUnion()).containsExactly(0.5, Double.NaN, 0.0);
        assertThat(confusion.meanIntersectionOverUnion()).isEqualTo(0.25);
    }

    @Test
    void shouldBeZeroOfNoPixels() {
        // Given
        var confusion = new ConfusionMatrix(2);

        // Then
        assertThat(confusion.pixelAccuracy()).isZero();
        assertThat(confusion.meanIntersectionOverUnion()).isZero();
    }

    @Test
    void shouldRefuseDifferentNumbersOfPixels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfusionMatrix(3).add(ids(0, 1), ids(0)))
                .withMessageContaining("2 true against 1 predicted");
    }

    private static byte[] ids(int... ids) {
        byte[] bytes = new byte[ids.length];
        for (int index = 0; index < ids.length; index++) {
            bytes[index] = (byte) ids[index];
        }
        return bytes;
    }
}
