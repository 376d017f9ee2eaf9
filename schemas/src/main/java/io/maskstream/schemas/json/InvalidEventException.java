package io.maskstream.schemas.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record's value that is not the event it should be. The message is one sentence for the person who sent it; it never
 * quotes the value's URI. What could be read all the same is here for the failure event.
 */
public final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String imageId;
    private final @Nullable String uri;

    @SuppressWarnings("serial") // an unmodifiable map of text, which is serializable
    private final Map<String, String> attributes;

    InvalidEventException(String message) {
        this(message, null, null, null, Map.of());
    }

    InvalidEventException(String message, Throwable cause) {
        this(message, cause, null, null, Map.of());
    }

    InvalidEventException(
            String message,
            @Nullable Throwable cause,
            @Nullable String imageId,
            @Nullable String uri,
            Map<String, String> attributes) {
        super(message, cause);
        this.imageId = imageId;
        this.uri = uri;
        this.attributes = attributes;
    }

    /** The event's imageId where it could be read and is not blank, else null. */
    public @Nullable String imageId() {
        return imageId;
    }

    /** The event's uri as it was sent, credentials included, where it could be read, else null. */
    public @Nullable String uri() {
        return uri;
    }

    /** Those attributes that are text, in the sender's order. */
    public Map<String, String> attributes() {
        return attributes;
    }
}
