package io.maskstream.worker.client.replay;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which failures are wanted.
 *
 * @param reasons any of these; empty for any at all
 * @param since failed then or later; null for whenever
 * @param until failed before then; null for whenever
 * @param imageIds any of these; empty for any at all
 */
public record Selection(
        Set<FailureReason> reasons,
        @Nullable Instant since,
        @Nullable Instant until,
        Set<String> imageIds) {
    // in full: the compiler does not hand the components' @Nullable on to a compact one
    public Selection(
            Set<FailureReason> reasons, @Nullable Instant since, @Nullable Instant until, Set<String> imageIds) {
        this.reasons = Set.copyOf(reasons);
        this.since = since;
        this.until = until;
        this.imageIds = Set.copyOf(imageIds);
    }

    boolean includes(FailureEvent failure) {
        return (reasons.isEmpty() || reasons.contains(failure.reason()))
                && (since == null || !failure.failedAt().isBefore(since))
                && (until == null || failure.failedAt().isBefore(until))
                && (imageIds.isEmpty() || imageIds.contains(failure.imageId()));
    }
}
