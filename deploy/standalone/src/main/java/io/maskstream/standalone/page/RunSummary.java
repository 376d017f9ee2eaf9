package io.maskstream.standalone.page;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a run; its component names are the JSON names of {@code summary.json}.
 *
 * @param images that were submitted
 * @param failures how many, by reason
 * @param imagesPerSecond of those that were timed
 * @param wallSeconds from the first submitted image to the last outcome
 * @param stages percentiles in ms, by stage
 * @param model name and version, {@code name:version}; empty where no mask came
 * @param workers how many processes worked
 * @param machine what they ran on, in words
 */
public record RunSummary(
        int images,
        int masks,
        Map<String, Integer> failures,
        double imagesPerSecond,
        double wallSeconds,
        Map<String, Percentiles> stages,
        String model,
        int workers,
        String machine) {

    public RunSummary {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /** Counts and computes what the events say. */
    public static RunSummary of(
            int images,
            int masks,
            Collection<FailureEvent> failures,
            Collection<LatencyEvent> latencies,
            Timing timing,
            String model,
            int workers,
            String machine) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (FailureEvent failure : failures) {
            reasons.merge(failure.reason().name(), 1, Integer::sum);
        }
        return new RunSummary(
                images,
                masks,
                reasons,
                rounded(timing.perSecond()),
                rounded(timing.wallSeconds()),
                Stage.percentiles(latencies),
                model,
                workers,
                machine);
    }

    /**
     * How long the images took that were submitted together; more may have followed one by one.
     *
     * @param outcomes masks and failures
     * @param wallSeconds from the first submitted image to the last outcome
     */
    public record Timing(int outcomes, double wallSeconds) {
        double perSecond() {
            return wallSeconds > 0 ? outcomes / wallSeconds : 0;
        }
    }

    /** All failures together. */
    public int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
