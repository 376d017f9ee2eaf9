package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageException;
import io.maskstream.schemas.event.FailureReason;

/** Why an image ends without a mask. The message is the failure event's. */
final class StageFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    StageFailure(FailureReason reason, String detail) {
        super(detail);
        this.reason = reason;
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

    static StageFailure unforeseen(RuntimeException e) {
        return new StageFailure(
                FailureReason.CORRUPT_IMAGE,
                "The image met an error in the worker (%s); its log has more. Please report it with the image."
                        .formatted(e.getClass().getSimpleName()));
    }

    FailureReason reason() {
        return reason;
    }

    /** Whether it may be gone the next time: the source did not answer, or had trouble of its own. */
    boolean mayPass() {
        return reason == FailureReason.TIMEOUT || reason == FailureReason.UNAVAILABLE;
    }
}
