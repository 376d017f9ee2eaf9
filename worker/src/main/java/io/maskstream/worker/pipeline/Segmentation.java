package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.Outcome;

/**
 * What became of one image, and where its time went.
 *
 * @param batchSize images in its inference call; 0 where it never came to inference
 */
public record Segmentation(Outcome outcome, StageTimes times, int batchSize) {
    public Segmentation {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(times, "times is null");
    }
}
