package io.maskstream.worker.mask.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A mask could not be written. It is the store's trouble and not the image's, so it may pass. The message is a sentence without a full stop that names the store
 * and says what to do.
 */
public final class MaskStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    MaskStoreException(String message, Throwable cause) {
        this(message, Duration.ZERO, cause);
    }

    /**
     * Describes one mask that was not written.
     *
     * @param message without a full stop
     * @param retryAfter how long the store asks to be left alone; zero where it does not ask
     */
    public MaskStoreException(String message, Duration retryAfter, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.retryAfter = requireNonNull(retryAfter, "retryAfter is null");
    }

    /** How long the store asks to be left alone; zero where it does not ask. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The message, which is never null here. */
    public String sentence() {
        return requireNonNull(getMessage());
    }
}
