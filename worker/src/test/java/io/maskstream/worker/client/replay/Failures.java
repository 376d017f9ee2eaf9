package io.maskstream.worker.client.replay;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.SourceRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Failures as a test needs them. */
final class Failures {
    private Failures() {}

    /** The failure at an offset of partition 0, of the record at an offset of partition 2 of the images topic. */
    static Failure failure(long offset, long original, long timestamp) {
        var event = new FailureEvent(
                "image-" + original,
                "file:///cat.jpg",
                FailureReason.NOT_FOUND,
                "it is not there",
                1,
                new SourceRecord("test.images", 2, original),
                Instant.parse("2026-01-31T12:00:00Z"),
                Map.of());
        return new Failure(
                event,
                new ConsumerRecord<>(
                        "test.failures",
                        0,
                        offset,
                        timestamp,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        new byte[0],
                        new byte[0],
                        new RecordHeaders(),
                        Optional.empty()));
    }
}
