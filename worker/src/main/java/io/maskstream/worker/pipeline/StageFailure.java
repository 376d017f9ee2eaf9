package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageException;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.mask.store.MaskStoreException;
import io.maskstream.worker.source.reading.SourceException;
import java.time.Duration;

/** Why an image ends without a mask. The message is the failure event's. */
final class StageFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;
    private final boolean mayPass;
    private final Duration leastDelay;

    StageFailure(FailureReason reason, String detail) {
        this(reason, detail, reason.mayPass(), Duration.ZERO);
    }

    private StageFailure(FailureReason reason, String detail, boolean mayPass, Duration leastDelay) {
        super(detail);
        this.reason = reason;
        this.mayPass = mayPass;
        this.leastDelay = leastDelay;
    }

    static StageFailure of(SourceException e) {
        return new StageFailure(e.reason(), e.detail(), e.reason().mayPass(), e.retryAfter());
    }

    static StageFailure of(ImageException e) {
        var reason =
                switch (e.kind()) {
                    case NOT_AN_IMAGE -> FailureReason.NOT_AN_IMAGE;
                    case CORRUPT -> FailureReason.CORRUPT_IMAGE;
                    case TOO_LARGE -> FailureReason.TOO_LARGE;
                };
        return new StageFailure(reason, String.valueOf(e.getMessage()));
    }

    static StageFailure of(MaskStoreException e) {
        return new StageFailure(
                FailureReason.UNAVAILABLE,
                "The mask was made and could not be kept: " + e.sentence() + ".",
                FailureReason.UNAVAILABLE.mayPass(),
                e.retryAfter());
    }

    /** An error of ours. It is tried once more, for it may have been a matter of what else went on. */
    static StageFailure unforeseen(RuntimeException e, int attempt) {
        return new StageFailure(
                FailureReason.INTERNAL_ERROR,
                "The image met an error in the worker (%s); its log has more. Please report it with the image."
                        .formatted(e.getClass().getSimpleName()),
                attempt == 1,
                Duration.ZERO);
    }

    FailureReason reason() {
        return reason;
    }

    /** Whether it may be gone the next time. */
    boolean mayPass() {
        return mayPass;
    }

    /** How long the source, or the mask store, asks to be left alone; zero where it does not ask. */
    Duration leastDelay() {
        return leastDelay;
    }
}
