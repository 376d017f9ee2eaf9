package io.maskstream.worker.pipeline;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The time of each stage of one image. Used by one thread at a time, as the image goes from one to the next. */
final class Stopwatch {
    enum Stage {
        FETCH,
        DECODE,
        BATCH_WAIT,
        INFERENCE,
        ENCODE
    }

    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
    private long since;

    /** A stage begins; it is {@link #end ended} by the same thread. */
    void begin() {
        since = System.nanoTime();
    }

    /** What passed since the beginning belongs to this stage. */
    void end(Stage stage) {
        add(stage, Duration.ofNanos(System.nanoTime() - since));
    }

    void add(Stage stage, Duration time) {
        times.merge(stage, time, Duration::plus);
    }

    StageTimes times() {
        return new StageTimes(
                of(Stage.FETCH), of(Stage.DECODE), of(Stage.BATCH_WAIT), of(Stage.INFERENCE), of(Stage.ENCODE));
    }

    private Duration of(Stage stage) {
        return times.getOrDefault(stage, Duration.ZERO);
    }
}
