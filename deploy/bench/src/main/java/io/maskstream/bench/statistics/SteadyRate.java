package io.maskstream.bench.statistics;

import java.util.Arrays;

/** How fast results come while a run is neither warming up nor running dry. */
public final class SteadyRate {
    private SteadyRate() {}

    /**
     * Arrivals a second, between those that are left out at both ends.
     *
     * @param nanos when each result came, in any order
     * @param warmUp share of the results at the beginning that do not count, 0 to 1
     * @param tail share of the results at the end that do not count, 0 to 1
     * @throws IllegalArgumentException where fewer than two results are left, or they came at one moment
     */
    public static double of(long[] nanos, double warmUp, double tail) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int first = (int) Math.floor(sorted.length * warmUp);
        int last = sorted.length - 1 - (int) Math.floor(sorted.length * tail);
        if (last <= first || sorted[last] == sorted[first]) {
            throw new IllegalArgumentException(
                    "%d results are too few for a rate; measure for longer".formatted(sorted.length));
        }
        return (last - first) * 1e9 / (sorted[last] - sorted[first]);
    }
}
