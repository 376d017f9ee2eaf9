package io.maskstream.worker.pipeline.stage;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The time of each stage of one image. Used by one thread at a time, as the image goes from one to the next. */
public final class Stopwatch {
    /** In the order of an image's way. */
    public enum Stage {
        FETCH,
        DECODE,
        BATCH_WAIT,
        INFERENCE,
        ENCODE
    }

    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
    private long since;

    /** A stage begins; it is {@link #end ended} by the same thread. */
    public void begin() {
        since = System.nanoTime();
    }

    /** What passed since the beginning belongs to this stage. */
    public void end(Stage stage) {
        add(stage, Duration.ofNanos(System.nanoTime() - since));
    }

    /** A time that was taken elsewhere. */
    public void add(Stage stage, Duration time) {
        times.merge(stage, time, Duration::plus);
    }

    /** Until now; zero for stages that have not been. */
    public StageTimes times() {
        return new StageTimes(
                of(Stage.FETCH), of(Stage.DECODE), of(Stage.BATCH_WAIT), of(Stage.INFERENCE), of(Stage.ENCODE));
    }

    private Duration of(Stage stage) {
        return times.getOrDefault(stage, Duration.ZERO);
    }
}
