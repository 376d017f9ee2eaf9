package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each stage took; zero where a stage was not reached.
 *
 * @param batchWait from decoded pixels until the inference call began
 * @param encode smooth edges, statistics and encoding of the mask
 */
public record StageTimes(Duration fetch, Duration decode, Duration batchWait, Duration inference, Duration encode) {

    /** No stage was reached. */
    public static final StageTimes NONE =
            new StageTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public StageTimes {
        requireNonNull(fetch, "fetch is null");
        requireNonNull(decode, "decode is null");
        requireNonNull(batchWait, "batchWait is null");
        requireNonNull(inference, "inference is null");
        requireNonNull(encode, "encode is null");
    }

    /** Adds up the time of each stage of one image, one stage at a time. Used by one thread. */
    static final class Stopwatch {
        enum Stage {
            FETCH,
            DECODE,
            BATCH_WAIT,
            INFERENCE,
            ENCODE
        }

        private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
        private Stage running = Stage.FETCH;
        private long since = System.nanoTime();

        /** Ends the running stage and begins another; a new stopwatch begins with FETCH. */
        void begin(Stage stage) {
            long now = System.nanoTime();
            times.merge(running, Duration.ofNanos(now - since), Duration::plus);
            running = stage;
            since = now;
        }

        /** Says that so much of the running stage belongs to another. */
        void reassign(Duration time, Stage stage) {
            times.merge(running, time.negated(), Duration::plus);
            times.merge(stage, time, Duration::plus);
        }

        StageTimes stop() {
            begin(running);
            return new StageTimes(
                    of(Stage.FETCH), of(Stage.DECODE), of(Stage.BATCH_WAIT), of(Stage.INFERENCE), of(Stage.ENCODE));
        }

        private Duration of(Stage stage) {
            return times.getOrDefault(stage, Duration.ZERO);
        }
    }
}
