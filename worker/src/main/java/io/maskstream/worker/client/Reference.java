package io.maskstream.worker.client;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What goes onto the images topic.
 *
 * @param key the image's id, or null where the value has it or nobody named the image
 * @param value JSON or a bare URI
 */
public record Reference(@Nullable String key, String value) {
    public Reference {
        requireNonNull(value, "value is null");
    }
}
