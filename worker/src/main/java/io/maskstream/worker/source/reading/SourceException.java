package io.maskstream.worker.source.reading;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.FailureReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bytes that could not be had. The message is a sentence for the person who sent the reference. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;
    private final Duration retryAfter;

    /**
     * Describes one failed read. Whether it is tried again is {@link FailureReason#mayPass the reason's}.
     *
     * @param detail what, why and what to do, without credentials
     */
    public SourceException(FailureReason reason, String detail) {
        this(reason, detail, null);
    }

    /**
     * Describes one failed read of a source that asks to be left alone for a while.
     *
     * @param detail what, why and what to do, without credentials
     * @param retryAfter from now on; null where nobody asks
     */
    public SourceException(FailureReason reason, String detail, @Nullable Duration retryAfter) {
        super(requireNonNull(detail, "detail is null"));
        this.reason = requireNonNull(reason, "reason is null");
        this.retryAfter = retryAfter == null || retryAfter.isNegative() ? Duration.ZERO : retryAfter;
    }

    public FailureReason reason() {
        return reason;
    }

    /** How long the source asks to be left alone; zero where it does not ask. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The message, which is never null here. */
    public String detail() {
        return requireNonNull(getMessage());
    }
}
