package io.maskstream.schemas.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one image went.
 *
 * @param imageId the same as in its mask or failure
 * @param worker the instance that worked on it
 * @param device {@code cpu} or {@code cuda:N}
 * @param model name and version, {@code name:version}
 * @param batchSize images in its inference call; 0 where it never came to inference
 * @param batchPadding places of that call that were run without an image, because devices are given batches of a few sizes only; null
 *     in events of writers that did not know it
 * @param startedAt when a worker first took the record up
 * @param attempts 1 where nothing was retried
 */
public record LatencyEvent(
        String imageId,
        String worker,
        String device,
        String model,
        int batchSize,
        @Nullable Integer batchPadding,
        Instant startedAt,
        int attempts,
        StageMillis millis) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public LatencyEvent {
        Checks.text(imageId, "imageId");
        Checks.text(worker, "worker");
        Checks.text(device, "device");
        Checks.text(model, "model");
        Checks.atLeast(0, batchSize, "batchSize");
        if (batchPadding != null) {
            Checks.atLeast(0, batchPadding, "batchPadding");
        }
        Checks.present(startedAt, "startedAt");
        Checks.atLeast(1, attempts, "attempts");
        Checks.present(millis, "millis");
    }
}
