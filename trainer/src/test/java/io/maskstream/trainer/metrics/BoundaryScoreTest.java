package io.maskstream.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundaryScoreTest {
    private static final int SIZE = 200;

    private final BoundaryScore score = new BoundaryScore(SIZE, SIZE, 2);

    @Test
    void shouldBeOneForTheSameMask() {
        assertThat(score.of(split(80), split(80))).isEqualTo(1);
    }

    @Test
    void shouldForgiveABorderThreePixelsOffAndNoMore() {
        // the diagonal is 283 pixels, of which 0.75% are 2.1, rounded up 3
        assertThat(score.of(split(80), split(83))).isEqualTo(1);
        assertThat(score.of(split(80), split(84))).isZero();
    }

    @Test
    void shouldBeTheHarmonicMeanOfPrecisionAndRecall() {
        // Given: of 200 true border pixels the first 100 are met; nothing else is predicted
        byte[] truth = split(80);
        byte[] predicted = new byte[SIZE * SIZE];
        for (int row = 0; row < SIZE / 2; row++) {
            for (int column = 0; column < 80; column++) {
                predicted[row * SIZE + column] = 1;
            }
        }

        // When
        double figure = score.of(truth, predicted);

        // Then: 180 border pixels are predicted, since the lower edge of 80 is one; within 3 pixels of the truth are
        // 100 and 4 of
        // the lower edge's own that are not part of the 100; 103 true ones are near
        double precision = 103.0 / 179;
        double recall = 103.0 / 200;
        assertThat(figure).isCloseTo(2 * precision * recall / (precision + recall), within(0.01));
    }

    @Test
    void shouldBeNothingWhereOnlyOneMaskHasABorder() {
        assertThat(score.of(split(80), new byte[SIZE * SIZE])).isZero();
        assertThat(score.of(new byte[SIZE * SIZE], split(80))).isZero();
    }

    @Test
    void shouldBeOneWhereNeitherMaskHasABorder() {
        assertThat(score.of(new byte[SIZE * SIZE], new byte[SIZE * SIZE])).isEqualTo(1);
    }

    @Test
    void shouldBeTheMeanOverImages() {
        // When
        score.add(split(80), split(80));
        score.add(split(80), split(120));

        // Then
        assertThat(score.mean()).isEqualTo(0.5);
        assertThat(new BoundaryScore(SIZE, SIZE, 2).mean()).isNaN();
    }

    /** Class 1 to the left of a column, 0 from there on. */
    private static byte[] split(int column) {
        byte[] mask = new byte[SIZE * SIZE];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            mask[pixel] = (byte) (pixel % SIZE < column ? 1 : 0);
        }
        return mask;
    }
}
