package io.maskstream.standalone.page;

import java.util.Arrays;

/** Nearest-rank percentiles: each is a value that was measured. */
public record Percentiles(double p50, double p95, double p99) {

    /** All zero for no values. */
    public static Percentiles of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Percentiles(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    private static double rank(double[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }
}
