package io.maskstream.schemas.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a record lies on its topic.
 *
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record SourceRecord(String topic, int partition, long offset) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public SourceRecord {
        Checks.text(topic, "source.topic");
        Checks.atLeast(0, partition, "source.partition");
        Checks.atLeast(0, offset, "source.offset");
    }

    /**
     * The image's id: the event's, else the record's key, else {@code topic-partition-offset}. A blank one counts as none.
     *
     * @param eventId the event's imageId, or null
     * @param key the record's key, or null
     */
    public String imageId(@Nullable String eventId, @Nullable String key) {
        if (eventId != null && !eventId.isBlank()) {
            return eventId;
        }
        return key != null && !key.isBlank() ? key : "%s-%d-%d".formatted(topic, partition, offset);
    }
}
