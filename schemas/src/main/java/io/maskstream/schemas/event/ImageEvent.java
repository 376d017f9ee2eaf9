package io.maskstream.schemas.event;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to segment one image: the value of a record on the images topic.
 *
 * @param imageId name of the image, or null where the record's key is the name
 * @param uri where the bytes are: {@code file:}, {@code http:}, {@code https:}, {@code s3:} or {@code data:}. Any scheme
 *     of RFC 3986 is an event; which ones are read is the worker's policy
 * @param attributes handed through to the outcome untouched, in their order; null means none
 */
public record ImageEvent(@Nullable String imageId, String uri, Map<String, String> attributes) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    /**
     * @throws NullPointerException if there is no uri
     * @throws IllegalArgumentException if the uri has no scheme, or has blanks or control characters, or imageId is blank
     */
    public ImageEvent {
        requireNonNull(uri, "the event has no uri: send {\"uri\": \"file:///…\"}");
        Checks.check(imageId == null || !imageId.isBlank(), "imageId is blank: name the image, or leave imageId out");
        Checks.check(
                SCHEME.matcher(uri).lookingAt(),
                "the uri has no scheme: it starts with file:, http:, https:, s3: or data:, such as file:///photos/cat.jpg");
        Checks.check(
                uri.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c)),
                "the uri has a blank or a control character: write a blank as %%20");
        attributes = Checks.attributes(attributes);
    }

    /** A request without attributes, named by the record's key. */
    public static ImageEvent of(String uri) {
        return new ImageEvent(null, uri, Map.of());
    }
}
