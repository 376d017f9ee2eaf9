package io.maskstream.worker.s3;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;

/** An object that could not be read or written. The message continues a sentence that begins with what was wanted, and has no full stop. */
public final class S3Failure extends IOException {
    private static final long serialVersionUID = 1L;

    /** What it means for whoever asked. */
    public enum Kind {
        NOT_FOUND,
        FORBIDDEN,
        /** The time was over; it may pass. */
        TIMEOUT,
        /** The store, the way to it or the credentials for it have trouble of their own; it may pass. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final Duration retryAfter;

    S3Failure(Kind kind, String what) {
        this(kind, what, Duration.ZERO);
    }

    S3Failure(Kind kind, String what, Duration retryAfter) {
        super(requireNonNull(what, "what is null"));
        this.kind = requireNonNull(kind, "kind is null");
        this.retryAfter = requireNonNull(retryAfter, "retryAfter is null");
    }

    S3Failure(Kind kind, String what, Throwable cause) {
        this(kind, what);
        initCause(cause);
    }

    public Kind kind() {
        return kind;
    }

    /** How long S3 asks to be left alone; zero where it does not ask. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The message, which is never null here. */
    public String what() {
        return requireNonNull(getMessage());
    }
}
