package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.SourceRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An image to segment.
 *
 * @param imageId the event's, else the record's key
 * @param uri as it was sent, still with credentials if it had any
 * @param attributes handed through to the outcome, in their order
 * @param source the record that asked for it
 * @param attempt 1 for the first
 */
public record ImageRequest(
        String imageId, String uri, Map<String, String> attributes, SourceRecord source, int attempt) {
    public ImageRequest {
        requireNonNull(imageId, "imageId is null");
        requireNonNull(uri, "uri is null");
        requireNonNull(source, "source is null");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1, not " + attempt);
        }
    }
}
