package io.maskstream.worker.pipeline.stage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long each stage took; zero where a stage was not reached. Waiting between them is in none.
 *
 * @param batchWait from decoded pixels until the inference call began
 * @param encode smooth edges, statistics and encoding of the mask, and writing it to the mask store where it goes there
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

    /** Stage by stage, of two attempts at one image. */
    public StageTimes plus(StageTimes other) {
        return new StageTimes(
                fetch.plus(other.fetch),
                decode.plus(other.decode),
                batchWait.plus(other.batchWait),
                inference.plus(other.inference),
                encode.plus(other.encode));
    }
}
