package io.maskstream.trainer.training;

import java.util.ArrayList;
import java.util.List;

/** Counts of pixels by true and predicted class, and the figures that follow from them. */
public final class ConfusionMatrix {
    private final long[][] counts;

    public ConfusionMatrix(int classes) {
        counts = new long[classes][classes];
    }

    /**
     * Adds pixels.
     *
     * @param truth class ids
     * @param predicted class ids of the same pixels
     */
    public void add(byte[] truth, byte[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException(
                    "%d true against %d predicted pixels".formatted(truth.length, predicted.length));
        }
        for (int pixel = 0; pixel < truth.length; pixel++) {
            counts[truth[pixel]][predicted[pixel]]++;
        }
    }

    /** Share of the pixels whose class is right, 0 to 1. */
    public double pixelAccuracy() {
        long right = 0;
        long all = 0;
        for (int truth = 0; truth < counts.length; truth++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                all += counts[truth][predicted];
            }
            right += counts[truth][truth];
        }
        return all == 0 ? 0 : (double) right / all;
    }

    /**
     * Intersection over union of each class (Jaccard), 0 to 1; not a number where a class is neither there nor predicted.
     */
    public List<Double> intersectionOverUnion() {
        var figures = new ArrayList<Double>();
        for (int id = 0; id < counts.length; id++) {
            long union = -counts[id][id];
            for (int other = 0; other < counts.length; other++) {
                union += counts[id][other] + counts[other][id];
            }
            figures.add(union == 0 ? Double.NaN : (double) counts[id][id] / union);
        }
        return figures;
    }

    /** Mean over the classes that are there or predicted; 0 where there is none. */
    public double meanIntersectionOverUnion() {
        return intersectionOverUnion().stream()
                .filter(figure -> !figure.isNaN())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
