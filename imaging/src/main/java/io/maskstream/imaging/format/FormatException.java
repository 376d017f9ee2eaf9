package io.maskstream.imaging.format;

/** Bytes that break their own format. The message continues the sentence "The JPEG image …". */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
