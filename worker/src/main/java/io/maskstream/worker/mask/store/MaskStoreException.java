package io.maskstream.worker.mask.store;

import static java.util.Objects.requireNonNull;

/**
 * A mask could not be written. It is the store's trouble and not the image's, so it may pass. The message is a sentence without a full stop that names the store
 * and says what to do.
 */
public final class MaskStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    MaskStoreException(String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
    }

    /** The message, which is never null here. */
    public String sentence() {
        return requireNonNull(getMessage());
    }
}
