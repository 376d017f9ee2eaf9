package io.maskstream.schemas.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why one image has no mask.
 *
 * @param imageId the event's, else the record's key, else {@code topic-partition-offset} of the record; see
 *     {@link SourceRecord#imageId}
 * @param uri the reference as it was sent, without credentials; null where the record had none
 * @param detail one sentence for a person: what, why, and what to do
 * @param attempts 1 where nothing was retried
 * @param source the record that failed
 * @param attributes the request's own, in its order
 * @param record what the record held, so that it can be sent again; null in events of workers that did not write it yet
 */
public record FailureEvent(
        String imageId,
        @Nullable String uri,
        FailureReason reason,
        String detail,
        int attempts,
        SourceRecord source,
        Instant failedAt,
        Map<String, String> attributes,
        @Nullable OriginalRecord record)
        implements Outcome {
    /** @throws IllegalArgumentException if a text is blank or {@code attempts} is below 1 */
    public FailureEvent {
        Checks.text(imageId, "imageId");
        Checks.present(reason, "reason");
        Checks.text(detail, "detail");
        Checks.atLeast(1, attempts, "attempts");
        Checks.present(source, "source");
        Checks.present(failedAt, "failedAt");
        attributes = Checks.attributes(attributes);
    }

    /** A failure that does not have what the record held. */
    public FailureEvent(
            String imageId,
            @Nullable String uri,
            FailureReason reason,
            String detail,
            int attempts,
            SourceRecord source,
            Instant failedAt,
            Map<String, String> attributes) {
        this(imageId, uri, reason, detail, attempts, source, failedAt, attributes, null);
    }

    /** This failure with what the record held. */
    public FailureEvent with(OriginalRecord original) {
        return new FailureEvent(imageId, uri, reason, detail, attempts, source, failedAt, attributes, original);
    }

    /** This failure with another sentence. */
    public FailureEvent saying(String sentence) {
        return new FailureEvent(imageId, uri, reason, sentence, attempts, source, failedAt, attributes, record);
    }
}
