package io.maskstream.bench.worker;

import java.util.regex.Pattern;

/** Reads the heap out of a worker's metrics. */
final class HeapMeter {
    private static final Pattern HEAP =
            Pattern.compile("^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*}\\s+(\\S+)", Pattern.MULTILINE);

    private HeapMeter() {}

    /**
     * The sum over the heap's pools.
     *
     * @param metrics in Prometheus' text format
     * @throws IllegalArgumentException where it has no such meter
     */
    static long used(String metrics) {
        double[] pools = HEAP.matcher(metrics)
                .results()
                .mapToDouble(pool -> Double.parseDouble(pool.group(1)))
                .toArray();
        if (pools.length == 0) {
            throw new IllegalArgumentException("the worker's /metrics has no jvm_memory_used_bytes of the heap");
        }
        double sum = 0;
        for (double pool : pools) {
            sum += pool;
        }
        return Math.round(sum);
    }
}
