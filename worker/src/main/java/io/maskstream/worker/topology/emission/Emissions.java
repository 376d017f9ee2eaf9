package io.maskstream.worker.topology.emission;

import static io.maskstream.worker.topology.records.PendingRecords.headers;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.OriginalRecord;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.records.OutputHeaders;
import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.pending.Pending;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Writes events as records: key, JSON, timestamp and headers. Sees to it that each is small enough for Kafka, and counts them. */
public final class Emissions {
    private static final int SHORT_URI = 1_000;
    /** Details are a header as well, and may quote what a stranger wrote. */
    private static final int LONGEST_DETAIL = 1_000;

    private final EventMapper mapper = new EventMapper();
    private final WorkerIdentity identity;
    private final Meters meters;
    private final int maxBytes;
    private final Clock clock;

    public Emissions(WorkerIdentity identity, Meters meters, int maxBytes, Clock clock) {
        this.identity = identity;
        this.meters = meters;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * The mask or failure of a record; a failure where the mask's event would be too large. Thread-safe.
     *
     * @param original asked for where it is a failure
     */
    public Emission outcome(Pending pending, SourceRecord source, Supplier<OriginalRecord> original, Outcome outcome) {
        if (outcome instanceof MaskEvent mask) {
            byte[] json = mapper.write(mask);
            if (json.length <= maxBytes) {
                return new Emission(
                        Emission.Kind.MASK, null, key(mask.imageId()), json, OutputHeaders.ofTrace(headers(pending)));
            }
            return failure(
                    pending,
                    tooLarge(mask, source, pending.attempt(), json.length).with(original.get()));
        }
        var failure = (FailureEvent) outcome;
        return failure(
                pending,
                failure.saying(clipped(failure.detail(), LONGEST_DETAIL)).with(original.get()));
    }

    /**
     * An outcome that leaves now.
     *
     * @param givenUp why a failure that may pass was not tried again; the event says so too
     */
    public Record<byte[], Emission> record(Pending pending, Worked worked, Retry.@Nullable GivenUp givenUp) {
        var outcome = worked.outcome();
        meters.count(outcome.reason());
        var failure = outcome.failure();
        return record(
                pending,
                failure == null || givenUp == null
                        ? outcome
                        : failure(pending, failure.saying(failure.detail() + " " + givenUp.sentence())));
    }

    /** Where the time of an image went, whose outcome was just handed to Kafka. */
    public Record<byte[], Emission> latency(Pending pending, Worked worked) {
        var segmentation = worked.segmentation();
        var times = segmentation.times();
        var millis = worked.clock()
                .emitted(times.fetch(), times.decode(), times.batchWait(), times.inference(), times.encode());
        meters.time(millis);
        String imageId = segmentation.outcome().imageId();
        var event = new LatencyEvent(
                imageId,
                identity.worker(),
                identity.device(),
                identity.model(),
                segmentation.batch().images(),
                segmentation.batch().padding(),
                Instant.ofEpochMilli(pending.takenUpAt()),
                pending.attempt(),
                millis);
        var headers = OutputHeaders.ofTrace(headers(pending));
        return record(pending, new Emission(Emission.Kind.LATENCY, null, key(imageId), mapper.write(event), headers));
    }

    private Emission failure(Pending pending, FailureEvent failure) {
        var written = failure;
        byte[] json = mapper.write(written);
        if (json.length > maxBytes && failure.record() != null) {
            written = failure.with(failure.record().withoutValue());
            json = mapper.write(written);
        }
        if (json.length > maxBytes) {
            written = shortened(written);
            json = mapper.write(written);
        }
        return new Emission(
                Emission.Kind.FAILURE,
                written,
                key(failure.imageId()),
                json,
                OutputHeaders.ofFailure(headers(pending), written));
    }

    private FailureEvent tooLarge(MaskEvent mask, SourceRecord source, int attempt, int bytes) {
        return new FailureEvent(
                mask.imageId(),
                mask.uri(),
                FailureReason.MASK_TOO_LARGE,
                "the event of this mask, with the reference and its attributes, has %d bytes, over the limit of %d; set mask.size=model, or send less beside it"
                        .formatted(bytes, maxBytes),
                attempt,
                source,
                clock.instant(),
                mask.attributes());
    }

    /** Without what its sender may have made too large. */
    private static FailureEvent shortened(FailureEvent failure) {
        String uri = failure.uri();
        return new FailureEvent(
                failure.imageId(),
                uri == null ? null : clipped(uri, SHORT_URI),
                failure.reason(),
                failure.detail(),
                failure.attempts(),
                failure.source(),
                failure.failedAt(),
                Map.of(),
                failure.record());
    }

    private static String clipped(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static Record<byte[], Emission> record(Pending pending, Emission emission) {
        return new Record<>(emission.key(), emission, pending.timestamp(), emission.headers());
    }

    private static byte[] key(String imageId) {
        return imageId.getBytes(UTF_8);
    }
}
