package io.maskstream.schemas.mask;

/** Bytes or runs that are no mask. The message is a sentence that says what is wrong with them. */
public final class MaskFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public MaskFormatException(String message) {
        super(message);
    }

    MaskFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
