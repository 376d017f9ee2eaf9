package io.maskstream.bench.worker;

import java.time.Duration;
import java.util.regex.Pattern;

/** What a worker's metrics, in Prometheus' text format, tell of its Java. */
final class JavaMeters {
    private static final Pattern HEAP =
            Pattern.compile("^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*}\\s+(\\S+)", Pattern.MULTILINE);
    private static final Pattern COMPILATION =
            Pattern.compile("^jvm_compilation_time_ms_total(?:\\{[^}]*})?\\s+(\\S+)", Pattern.MULTILINE);

    private JavaMeters() {}

    /**
     * Bytes in use, the sum over the heap's pools.
     *
     * @throws IllegalArgumentException where there is no such meter
     */
    static long heap(String metrics) {
        return Math.round(sum(metrics, HEAP, "jvm_memory_used_bytes of the heap"));
    }

    /**
     * How long its compilers have compiled so far, the sum over their threads.
     *
     * @throws IllegalArgumentException where there is no such meter
     */
    static Duration compilation(String metrics) {
        return Duration.ofMillis(Math.round(sum(metrics, COMPILATION, "jvm_compilation_time_ms_total")));
    }

    private static double sum(String metrics, Pattern pattern, String name) {
        double[] values = pattern.matcher(metrics)
                .results()
                .mapToDouble(meter -> Double.parseDouble(meter.group(1)))
                .toArray();
        if (values.length == 0) {
            throw new IllegalArgumentException("the worker's /metrics has no " + name);
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
