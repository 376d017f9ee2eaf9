package io.maskstream.trainer.metrics;

/**
 * Expected calibration error: how far confidence is from the share of pixels that are right (Guo et al., "On calibration of modern
 * neural networks", ICML 2017). Pixels fall into 15 bins of equal width by the probability of their predicted class; the figure is the
 * mean distance between a bin's mean confidence and its accuracy, each bin counted by its pixels.
 */
public final class CalibrationError {
    private static final int BINS = 15;

    private final long[] pixels = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] confidence = new double[BINS];

    /**
     * Adds a pixel.
     *
     * @param probability of the predicted class, 0 to 1
     */
    public void add(double probability, boolean correct) {
        int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(probability * BINS) - 1));
        pixels[bin]++;
        right[bin] += correct ? 1 : 0;
        confidence[bin] += probability;
    }

    /** 0 to 1; not a number where there were no pixels. */
    public double expected() {
        long all = 0;
        double distance = 0;
        for (int bin = 0; bin < BINS; bin++) {
            all += pixels[bin];
            distance += Math.abs(confidence[bin] - right[bin]);
        }
        return all == 0 ? Double.NaN : distance / all;
    }
}
