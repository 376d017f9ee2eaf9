package io.maskstream.schemas.event;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to segment one image: the value of a record on the images topic.
 *
 * @param imageId name of the image, or null where the record's key is the name
 * @param uri where the bytes are: {@code file:}, {@code http:}, {@code https:}, {@code s3:} or {@code data:}
 * @param attributes handed through to the outcome untouched
 */
public record ImageEvent(@Nullable String imageId, String uri, Map<String, String> attributes) {
    public ImageEvent {
        requireNonNull(uri, "uri is null");
        attributes = Map.copyOf(attributes);
    }
}
