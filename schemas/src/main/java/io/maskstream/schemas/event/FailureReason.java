package io.maskstream.schemas.event;

/**
 * Why an image has no mask. The names are on the wire.
 *
 * <p>The reason decides whether a worker tries again: {@link #mayPass()} is the one place that says so.
 */
public enum FailureReason {
    /** The record is not an image event. */
    INVALID_EVENT,
    /** The policy does not allow the URI, or the source refused access. */
    FORBIDDEN,
    /** The source is reached, but it has nothing at the URI. */
    NOT_FOUND,
    /** The source did not answer in time. */
    TIMEOUT,
    /** The source could not be reached, broke off, answered with a server error, or asked to be left alone for now. */
    UNAVAILABLE,
    /** More bytes or pixels than the limit. */
    TOO_LARGE,
    /** The bytes are of no known image format. */
    NOT_AN_IMAGE,
    /** A known format that cannot be decoded. */
    CORRUPT_IMAGE,
    /** The model or its device failed on the image. */
    INFERENCE_FAILED,
    /** The encoded mask is over the size limit and there is no mask store. */
    MASK_TOO_LARGE,
    /** The worker has an error of its own, which the image may have brought out. */
    INTERNAL_ERROR;

    /** Whether the same request may succeed later though nobody changes anything: the source had trouble, not the image. */
    public boolean mayPass() {
        return switch (this) {
            case TIMEOUT, UNAVAILABLE -> true;
            case INVALID_EVENT,
                    FORBIDDEN,
                    NOT_FOUND,
                    TOO_LARGE,
                    NOT_AN_IMAGE,
                    CORRUPT_IMAGE,
                    INFERENCE_FAILED,
                    MASK_TOO_LARGE,
                    INTERNAL_ERROR -> false;
        };
    }
}
