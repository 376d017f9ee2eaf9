package io.maskstream.worker.source;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.FailureReason;

/** Bytes that could not be had. The message is a sentence for the person who sent the reference. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    /**
     * Describes one failed read.
     *
     * @param detail what, why and what to do, without credentials
     */
    public SourceException(FailureReason reason, String detail) {
        super(requireNonNull(detail, "detail is null"));
        this.reason = requireNonNull(reason, "reason is null");
    }

    public FailureReason reason() {
        return reason;
    }

    /** The message, which is never null here. */
    public String detail() {
        return requireNonNull(getMessage());
    }
}
