package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.worker.pipeline.Segmentation;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.telemetry.StageClock;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** Writes events as records: key, JSON, timestamp and headers. Sees to it that each is small enough for Kafka, and counts them. */
final class Emissions {
    private static final int SHORT_URI = 1_000;

    private final EventMapper mapper = new EventMapper();
    private final WorkerIdentity identity;
    private final Meters meters;
    private final int maxBytes;
    private final Clock clock;

    Emissions(WorkerIdentity identity, Meters meters, int maxBytes, Clock clock) {
        this.identity = identity;
        this.meters = meters;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** The mask or failure of a record; a failure where the mask's event would be too large. */
    Record<byte[], Emission> outcome(Record<byte[], byte[]> record, SourceRecord source, Outcome outcome) {
        if (outcome instanceof MaskEvent mask) {
            byte[] json = mapper.write(mask);
            if (json.length <= maxBytes) {
                meters.count(mask);
                return of(record, mask, Emission.Kind.MASK, json, OutputHeaders.ofTrace(record.headers()));
            }
            return failure(record, tooLarge(mask, source, json.length));
        }
        return failure(record, (FailureEvent) outcome);
    }

    /** Where the time of an image went, whose outcome was just handed to Kafka. */
    Record<byte[], Emission> latency(Record<byte[], byte[]> record, Segmentation segmentation, StageClock stages) {
        var times = segmentation.times();
        var millis =
                stages.emitted(times.fetch(), times.decode(), times.batchWait(), times.inference(), times.encode());
        meters.time(millis);
        String imageId = segmentation.outcome().imageId();
        var event = new LatencyEvent(
                imageId,
                identity.worker(),
                identity.device(),
                identity.model(),
                segmentation.batchSize(),
                stages.startedAt(),
                1,
                millis);
        return of(record, imageId, Emission.Kind.LATENCY, mapper.write(event), OutputHeaders.ofTrace(record.headers()));
    }

    private Record<byte[], Emission> failure(Record<byte[], byte[]> record, FailureEvent failure) {
        meters.count(failure);
        byte[] json = mapper.write(failure);
        if (json.length > maxBytes) {
            json = mapper.write(shortened(failure));
        }
        return of(record, failure, Emission.Kind.FAILURE, json, OutputHeaders.ofFailure(record.headers(), failure));
    }

    private FailureEvent tooLarge(MaskEvent mask, SourceRecord source, int bytes) {
        return new FailureEvent(
                mask.imageId(),
                mask.uri(),
                FailureReason.MASK_TOO_LARGE,
                "the event of this mask, with the reference and its attributes, has %d bytes, over the limit of %d; set mask.size=model, or send less beside it"
                        .formatted(bytes, maxBytes),
                1,
                source,
                clock.instant(),
                mask.attributes());
    }

    /** Without what its sender may have made too large. */
    private static FailureEvent shortened(FailureEvent failure) {
        String uri = failure.uri();
        return new FailureEvent(
                failure.imageId(),
                uri == null || uri.length() <= SHORT_URI ? uri : uri.substring(0, SHORT_URI) + "…",
                failure.reason(),
                failure.detail().length() <= SHORT_URI
                        ? failure.detail()
                        : failure.detail().substring(0, SHORT_URI) + "…",
                failure.attempts(),
                failure.source(),
                failure.failedAt(),
                Map.of());
    }

    private static Record<byte[], Emission> of(
            Record<byte[], byte[]> record, Outcome outcome, Emission.Kind kind, byte[] json, Headers headers) {
        return of(record, outcome.imageId(), kind, json, headers);
    }

    private static Record<byte[], Emission> of(
            Record<byte[], byte[]> record, String imageId, Emission.Kind kind, byte[] json, Headers headers) {
        return new Record<>(imageId.getBytes(UTF_8), new Emission(kind, json), record.timestamp(), headers);
    }
}
