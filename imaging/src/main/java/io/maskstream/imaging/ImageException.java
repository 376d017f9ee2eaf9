package io.maskstream.imaging;

/** Bytes that do not become pixels. The message is a sentence for the person who sent them. */
public final class ImageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Kind {
        /** No known image format. */
        NOT_AN_IMAGE,
        /** A known format, but truncated, damaged or of an unsupported kind. */
        CORRUPT,
        /** More pixels than the limit. */
        TOO_LARGE
    }

    private final Kind kind;

    public ImageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public ImageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
