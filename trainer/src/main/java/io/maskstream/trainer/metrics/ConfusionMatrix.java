package io.maskstream.trainer.metrics;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** Pixels by true class, then by predicted class. */
    public List<List<Long>> counts() {
        return Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    /**
     * Dice's coefficient of each class, 0 to 1: twice the intersection over the sum of both areas (Dice, "Measures of the amount of
     * ecologic association between species", 1945), which is {@code 2 J / (1 + J)} of the intersection over union J; not a number
     * where a class is neither there nor predicted.
     */
    public List<Double> dice() {
        return intersectionOverUnion().stream()
                .map(jaccard -> 2 * jaccard / (1 + jaccard))
                .toList();
    }

    /** Mean over the classes that are there or predicted; 0 where there is none. */
    public double meanDice() {
        return mean(dice());
    }

    /**
     * Intersection over union of each class (Jaccard, 1912; as in Everingham et al., "The PASCAL visual object classes challenge",
     * 2010), 0 to 1; not a number where a class is neither there nor predicted.
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
        return mean(intersectionOverUnion());
    }

    private static double mean(List<Double> figures) {
        return figures.stream()
                .filter(figure -> !figure.isNaN())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
