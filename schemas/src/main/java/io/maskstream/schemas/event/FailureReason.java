package io.maskstream.schemas.event;

/** Why an image has no mask. The names are on the wire. */
public enum FailureReason {
    /** The record is not an image event. */
    INVALID_EVENT,
    /** The policy does not allow the URI, or the source refused access. */
    FORBIDDEN,
    /** The source is reached, but it has nothing at the URI. */
    NOT_FOUND,
    /** The source did not answer in time. */
    TIMEOUT,
    /** The source could not be reached, or answered with a server error. */
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
    MASK_TOO_LARGE
}
