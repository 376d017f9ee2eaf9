package io.maskstream.trainer.data;

import java.util.SplittableRandom;

/**
 * Changes of colour, each by a factor between {@code 1 - x} and {@code 1 + x}.
 *
 * @param brightness of all values
 * @param contrast of the distance from the image's mean grey
 * @param saturation of the distance from each pixel's own grey
 * @param hue most that colours turn around the grey axis either way, in parts of a whole turn
 * @param grey probability that all colour goes
 */
public record ColourJitter(double brightness, double contrast, double saturation, double hue, double grey) {
    /** Colours as they are. */
    public static final ColourJitter NONE = new ColourJitter(0, 0, 0, 0, 0);

    private static final int COLOURS = 3;
    /** Luma of ITU-R BT.601. */
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    /** @param pixels RGB, changed in place */
    void apply(SplittableRandom random, byte[] pixels) {
        double bright = Augmentation.between(random, 1 - brightness, 1 + brightness);
        double contrasted = Augmentation.between(random, 1 - contrast, 1 + contrast);
        double saturated = Augmentation.between(random, 1 - saturation, 1 + saturation);
        double turn = 2 * Math.PI * Augmentation.between(random, -hue, hue);
        if (random.nextDouble() < grey) {
            saturated = 0;
        }
        if (bright == 1 && contrasted == 1 && saturated == 1 && turn == 0) {
            return;
        }
        double[][] matrix = matrix(saturated, turn, bright * contrasted);
        double shift = bright * (1 - contrasted) * meanGrey(pixels);
        for (int pixel = 0; pixel < pixels.length; pixel += COLOURS) {
            int red = pixels[pixel] & 0xFF;
            int green = pixels[pixel + 1] & 0xFF;
            int blue = pixels[pixel + 2] & 0xFF;
            for (int colour = 0; colour < COLOURS; colour++) {
                double[] row = matrix[colour];
                double value = row[0] * red + row[1] * green + row[2] * blue + shift;
                pixels[pixel + colour] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
    }

    /** Turn around the grey axis (Rodrigues), then saturation, then a factor. */
    private static double[][] matrix(double saturation, double turn, double factor) {
        double cosine = Math.cos(turn);
        double third = (1 - cosine) / 3;
        double sine = Math.sqrt(1.0 / 3) * Math.sin(turn);
        double[][] turned = {
            {cosine + third, third - sine, third + sine},
            {third + sine, cosine + third, third - sine},
            {third - sine, third + sine, cosine + third}
        };
        double[][] matrix = new double[COLOURS][COLOURS];
        for (int column = 0; column < COLOURS; column++) {
            double luma = 0;
            for (int row = 0; row < COLOURS; row++) {
                luma += LUMA[row] * turned[row][column];
            }
            for (int row = 0; row < COLOURS; row++) {
                matrix[row][column] = factor * (saturation * turned[row][column] + (1 - saturation) * luma);
            }
        }
        return matrix;
    }

    private static double meanGrey(byte[] pixels) {
        double sum = 0;
        for (int index = 0; index < pixels.length; index++) {
            sum += LUMA[index % COLOURS] * (pixels[index] & 0xFF);
        }
        return sum / Math.max(1, pixels.length / COLOURS);
    }
}
