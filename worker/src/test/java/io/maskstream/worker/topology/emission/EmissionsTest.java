package io.maskstream.worker.topology.emission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.OriginalRecord;
import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.records.OutputHeaders;
import io.maskstream.worker.topology.records.PendingRecords;
import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingHeader;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever strangers send, the event about it is one that Kafka takes: with exactly_once_v2 a refused one would end every worker. */
final class EmissionsTest {
    private static final int MOST_OF_AN_EVENT = 900_000;
    /** What a topic has to take beside the value of the largest event. */
    private static final int BESIDE_IT = 64 * 1024;

    private final Meters meters = new Meters();
    private final Emissions emissions =
            new Emissions(new WorkerIdentity("w", "cpu", "m:1"), meters, MOST_OF_AN_EVENT, Clock.systemUTC());

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldShortenALongDetailWhereverItStands() {
        // Given: events that are just small enough
        String scheme = "a".repeat(290_000);
        // When
        var failure = failure(scheme + ":x", "has the scheme " + scheme, List.of());
        // Then
        assertThat(requireNonNull(failure.failure()).detail())
                .startsWith("has the scheme aaa")
                .hasSizeLessThan(1_100);
        assertThat(size(failure)).isLessThanOrEqualTo(MOST_OF_AN_EVENT + BESIDE_IT);
    }

    @Test
    void shouldCountWhatHeadersTakeBesideTheirTexts() {
        // Given
        var headers = Collections.nCopies(250_000, new PendingHeader("", null));
        // When
        var failure = failure("file:///" + "a".repeat(300_000), "it is not there", headers);
        // Then
        assertThat(size(failure)).isLessThanOrEqualTo(MOST_OF_AN_EVENT + BESIDE_IT);
    }

    @Test
    void shouldCountTheBytesOfHeadersAndNotTheirLetters() {
        // Given
        var headers = Collections.nCopies(30, new PendingHeader("\u20ac".repeat(1_000), null));
        // When
        var failure = failure("file:///" + "a".repeat(300_000), "it is not there", headers);
        // Then
        assertThat(size(failure)).isLessThanOrEqualTo(MOST_OF_AN_EVENT + BESIDE_IT);
    }

    @Test
    void shouldKeepTheTraceBesideALargeHeader() {
        // Given
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8);
        var headers =
                List.of(new PendingHeader("thumbnail", new byte[40_000]), new PendingHeader("traceparent", trace));
        // When
        var kept = OutputHeaders.ofTrace(PendingRecords.headers(pending("file:///1", headers)));
        // Then
        assertThat(kept.lastHeader("traceparent").value()).isEqualTo(trace);
        assertThat(kept.lastHeader("thumbnail")).isNull();
    }

    private Emission failure(String uri, String detail, List<PendingHeader> headers) {
        var source = new SourceRecord("maskstream.images", 0, 7);
        var pending = pending(uri, headers);
        return emissions.outcome(
                pending,
                source,
                () -> OriginalRecord.of(pending.key(), pending.value()),
                new FailureEvent("key", uri, FailureReason.FORBIDDEN, detail, 1, source, Instant.EPOCH, Map.of()));
    }

    private static Pending pending(String uri, List<PendingHeader> headers) {
        return new Pending(7, "key".getBytes(UTF_8), uri.getBytes(UTF_8), headers, 0, 0, 1, 0);
    }

    /** As Kafka's producer estimates it before it sends. */
    private static int size(Emission emission) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                emission.key(),
                emission.json(),
                emission.headers().toArray());
    }
}
