package io.maskstream.verify.event;

import static java.util.Objects.requireNonNull;

/**
 * What one event names.
 *
 * @param sha256 of the image's bytes in hexadecimal digits, or the empty text where nobody knows them
 */
public record Reference(String uri, Expectation expected, String sha256) {
    public Reference {
        requireNonNull(uri, "uri is null");
        requireNonNull(expected, "expected is null");
        requireNonNull(sha256, "sha256 is null");
    }

    /** A reference of which nobody knows what is there. */
    public static Reference unknown(String uri) {
        return new Reference(uri, Expectation.ANY, "");
    }
}
