package io.maskstream.trainer.data;

/**
 * An affine map from places of the new image to places of the old: the offset from the new centre, times a matrix, from a centre in
 * the old. What lies outside is mirrored at the border.
 *
 * @param centreX where the new centre comes from, in pixels
 * @param centreY likewise
 * @param xx columns of the old image for one column of the new; {@code xy} for one row; {@code yx} and {@code yy} rows likewise
 */
record Warp(double centreX, double centreY, double xx, double xy, double yx, double yy) {
    private static final int COLOURS = 3;

    /** Changes both in place: pixels between four neighbours, labels the nearest. */
    void apply(byte[] pixels, byte[] labels, int width, int height) {
        byte[] oldPixels = pixels.clone();
        byte[] oldLabels = labels.clone();
        for (int row = 0; row < height; row++) {
            double down = row + 0.5 - height / 2.0;
            for (int column = 0; column < width; column++) {
                double right = column + 0.5 - width / 2.0;
                double x = centreX + xx * right + xy * down - 0.5;
                double y = centreY + yx * right + yy * down - 0.5;
                int target = row * width + column;
                int nearestX = inside((int) Math.floor(x + 0.5), width);
                int nearestY = inside((int) Math.floor(y + 0.5), height);
                labels[target] = oldLabels[nearestY * width + nearestX];
                blend(oldPixels, x, y, width, height, pixels, COLOURS * target);
            }
        }
    }

    private static void blend(byte[] old, double x, double y, int width, int height, byte[] pixels, int target) {
        int floorX = (int) Math.floor(x);
        int floorY = (int) Math.floor(y);
        float shareX = (float) (x - floorX);
        float shareY = (float) (y - floorY);
        int left = COLOURS * inside(floorX, width);
        int right = COLOURS * inside(floorX + 1, width);
        int above = COLOURS * width * inside(floorY, height);
        int below = COLOURS * width * inside(floorY + 1, height);
        for (int colour = 0; colour < COLOURS; colour++) {
            float upper = mix(old[above + left + colour] & 0xFF, old[above + right + colour] & 0xFF, shareX);
            float lower = mix(old[below + left + colour] & 0xFF, old[below + right + colour] & 0xFF, shareX);
            pixels[target + colour] = (byte) (int) (mix(upper, lower, shareY) + 0.5f);
        }
    }

    private static float mix(float one, float other, float share) {
        return one + (other - one) * share;
    }

    /** The place that a mirror at each border shows. */
    private static int inside(int place, int size) {
        int period = Math.floorMod(place, 2 * size);
        return period < size ? period : 2 * size - 1 - period;
    }
}
