package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

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
}
