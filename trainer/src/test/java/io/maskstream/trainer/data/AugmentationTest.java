package io.maskstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    private final byte[] pixels = noise();
    private final byte[] labels = halves();

    @Test
    void shouldLeaveImagesAsTheyAreWhereNothingIsAskedFor() {
        // When
        Augmentation.NONE.apply(new SplittableRandom(1), pixels, labels, WIDTH, HEIGHT);

        // Then
        assertThat(pixels).isEqualTo(noise());
        assertThat(labels).isEqualTo(halves());
    }

    @Test
    void shouldFlipPixelsAndLabelsTogetherAndBackAgain() {
        // Given
        var flip = new Augmentation(1, 1, 1, 1, 0, ColourJitter.NONE);

        // When
        flip.apply(new SplittableRandom(1), pixels, labels, WIDTH, HEIGHT);

        // Then
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int here = row * WIDTH + column;
                int there = row * WIDTH + WIDTH - 1 - column;
                assertThat(labels[here]).isEqualTo(halves()[there]);
                assertThat(Arrays.copyOfRange(pixels, 3 * here, 3 * here + 3))
                        .isEqualTo(Arrays.copyOfRange(noise(), 3 * there, 3 * there + 3));
            }
        }
        flip.apply(new SplittableRandom(1), pixels, labels, WIDTH, HEIGHT);
        assertThat(pixels).isEqualTo(noise());
        assertThat(labels).isEqualTo(halves());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldMovePixelsWithTheirLabels(long seed) {
        // Given: an image whose colour says its label
        var moving = new Augmentation(0.5, 1.5, 2, 1.3, 20, ColourJitter.NONE);
        byte[] coloured = new byte[3 * labels.length];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            coloured[3 * pixel] = (byte) (labels[pixel] * 200);
        }

        // When
        moving.apply(new SplittableRandom(seed), coloured, labels, WIDTH, HEIGHT);

        // Then: but for the pixels between two labels
        int apart = 0;
        for (int pixel = 0; pixel < labels.length; pixel++) {
            apart += Math.abs((coloured[3 * pixel] & 0xFF) - labels[pixel] * 200) > 101 ? 1 : 0;
        }
        assertThat(apart).isZero();
        assertThat(labels).containsOnly(0, 1);
        assertThat(labels).isNotEqualTo(halves());
    }

    @Test
    void shouldDoTheSameForTheSameSeedAndOtherwiseForAnother() {
        // Given
        byte[] same = noise();
        byte[] other = noise();

        // When
        Augmentation.STANDARD.apply(new SplittableRandom(5), pixels, labels, WIDTH, HEIGHT);
        Augmentation.STANDARD.apply(new SplittableRandom(5), same, halves(), WIDTH, HEIGHT);
        Augmentation.STANDARD.apply(new SplittableRandom(6), other, halves(), WIDTH, HEIGHT);

        // Then
        assertThat(same).isEqualTo(pixels);
        assertThat(other).isNotEqualTo(pixels);
    }

    @Test
    void shouldLoseAllColourWhereGreyIsCertain() {
        // Given
        var grey = new Augmentation(0, 1, 1, 1, 0, new ColourJitter(0, 0, 0, 0, 1));

        // When
        grey.apply(new SplittableRandom(1), pixels, labels, WIDTH, HEIGHT);

        // Then
        for (int pixel = 0; pixel < labels.length; pixel++) {
            double luma = 0.299 * (noise()[3 * pixel] & 0xFF)
                    + 0.587 * (noise()[3 * pixel + 1] & 0xFF)
                    + 0.114 * (noise()[3 * pixel + 2] & 0xFF);
            for (int colour = 0; colour < 3; colour++) {
                assertThat((double) (pixels[3 * pixel + colour] & 0xFF)).isCloseTo(luma, within(0.51));
            }
        }
    }

    @Test
    void shouldKeepGreysGreyWhenColoursTurn() {
        // Given
        var turning = new Augmentation(0, 1, 1, 1, 0, new ColourJitter(0, 0, 0, 0.5, 0));
        byte[] greys = new byte[pixels.length];
        for (int index = 0; index < greys.length; index++) {
            greys[index] = (byte) (index / 3);
        }
        byte[] before = greys.clone();

        // When
        turning.apply(new SplittableRandom(3), greys, labels, WIDTH, HEIGHT);
        turning.apply(new SplittableRandom(3), pixels, labels, WIDTH, HEIGHT);

        // Then
        assertThat(greys).isEqualTo(before);
        assertThat(pixels).isNotEqualTo(noise());
    }

    private static byte[] noise() {
        byte[] noise = new byte[3 * WIDTH * HEIGHT];
        new Random(4).nextBytes(noise);
        return noise;
    }

    /** Left 1, right 0, and a corner of 1 so that no flip hides. */
    private static byte[] halves() {
        byte[] labels = new byte[WIDTH * HEIGHT];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            labels[pixel] = (byte) (pixel % WIDTH < WIDTH / 3 || pixel > WIDTH * HEIGHT - 6 ? 1 : 0);
        }
        return labels;
    }
}
