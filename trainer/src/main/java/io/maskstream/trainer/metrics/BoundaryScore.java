package io.maskstream.trainer.metrics;

import java.util.Arrays;

/**
 * Boundary F-score: how well the borders of classes are met, whatever lies inside (Csurka et al., "What is a good evaluation measure
 * for semantic segmentation?", BMVC 2013; distances as in Perazzi et al., "A benchmark dataset and evaluation methodology for video
 * object segmentation", CVPR 2016).
 *
 * <p>A border pixel of a class has a neighbour to the right or below on the other side. Precision is the share of the predicted border
 * pixels that have a true one within a disc of 0.75% of the image's diagonal, rounded up; recall the other way round; the score is
 * their harmonic mean. It is 1 where neither mask has a border of the class, and 0 where only one has. The figure is the mean over the
 * classes of an image, then over images.
 */
public final class BoundaryScore {
    private static final double TOLERANCE = 0.0075;

    private final int width;
    private final int height;
    private final int classes;
    private final int radius;
    private double sum;
    private int images;

    public BoundaryScore(int width, int height, int classes) {
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.radius = (int) Math.ceil(TOLERANCE * Math.hypot(width, height));
    }

    /**
     * Adds an image.
     *
     * @param truth {@code height * width} class ids
     * @param predicted class ids of the same pixels
     */
    public void add(byte[] truth, byte[] predicted) {
        sum += of(truth, predicted);
        images++;
    }

    /** Mean over the images, 0 to 1; not a number where there were none. */
    public double mean() {
        return images == 0 ? Double.NaN : sum / images;
    }

    /** Of one image, 0 to 1. */
    double of(byte[] truth, byte[] predicted) {
        double score = 0;
        for (int id = 0; id < classes; id++) {
            score += score(border(truth, id), border(predicted, id));
        }
        return score / classes;
    }

    private double score(boolean[] truth, boolean[] predicted) {
        int wanted = count(truth);
        int given = count(predicted);
        if (wanted == 0 || given == 0) {
            return wanted == given ? 1 : 0;
        }
        double precision = (double) met(predicted, widened(truth)) / given;
        double recall = (double) met(truth, widened(predicted)) / wanted;
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private boolean[] border(byte[] mask, int id) {
        var border = new boolean[mask.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int pixel = row * width + column;
                boolean inside = mask[pixel] == id;
                boolean right = column + 1 < width && (mask[pixel + 1] == id) != inside;
                boolean below = row + 1 < height && (mask[pixel + width] == id) != inside;
                border[pixel] = right || below;
            }
        }
        return border;
    }

    /** All pixels within the radius of a border pixel. */
    private boolean[] widened(boolean[] border) {
        var widened = new boolean[border.length];
        for (int pixel = 0; pixel < border.length; pixel++) {
            if (border[pixel]) {
                widen(widened, pixel / width, pixel % width);
            }
        }
        return widened;
    }

    private void widen(boolean[] widened, int row, int column) {
        for (int y = Math.max(0, row - radius); y <= Math.min(height - 1, row + radius); y++) {
            int reach = (int) Math.sqrt((double) radius * radius - (double) (y - row) * (y - row));
            int from = y * width + Math.max(0, column - reach);
            int to = y * width + Math.min(width - 1, column + reach);
            Arrays.fill(widened, from, to + 1, true);
        }
    }

    private static int met(boolean[] border, boolean[] near) {
        int met = 0;
        for (int pixel = 0; pixel < border.length; pixel++) {
            met += border[pixel] && near[pixel] ? 1 : 0;
        }
        return met;
    }

    private static int count(boolean[] border) {
        return met(border, border);
    }
}
