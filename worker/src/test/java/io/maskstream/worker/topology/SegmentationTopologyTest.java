package io.maskstream.worker.topology;

import static io.maskstream.worker.topology.TopologyUnderTest.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.schemas.event.FailureReason;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SegmentationTopologyTest {
    private final TopologyUnderTest topology = new TopologyUnderTest();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void shouldLookAsExpected() throws Exception {
        try (var golden = requireNonNull(getClass().getResourceAsStream("expected_topology.txt"))) {
            assertThat(topology.topology().describe().toString())
                    .isEqualToNormalizingNewlines(new String(golden.readAllBytes(), UTF_8));
        }
    }

    @Test
    void shouldTurnAnImageIntoAMaskAndALatency() {
        // When
        topology.send(
                bytes("cat-1"), bytes("{\"uri\":\"file:///cat.jpg\",\"attributes\":{\"album\":\"summer\"},\"new\":1}"));
        // Then
        var mask = topology.masks().get(0);
        assertThat(mask.key()).isEqualTo("cat-1");
        assertThat(mask.getRecordTime()).isEqualTo(TopologyUnderTest.NOW);
        assertThat(mask.value().imageId()).isEqualTo("cat-1");
        assertThat(mask.value().attributes()).isEqualTo(Map.of("album", "summer"));
        var latency = topology.latencies().get(0);
        assertThat(latency.key()).isEqualTo("cat-1");
        assertThat(latency.value().worker()).isEqualTo("worker-1");
        assertThat(latency.value().batchSize()).isEqualTo(3);
        assertThat(latency.value().batchPadding()).isEqualTo(1);
        assertThat(latency.value().attempts()).isEqualTo(1);
        assertThat(topology.failures()).isEmpty();
    }

    @Test
    void shouldAccountForEveryMillisecondFromTheRecordsTimestamp() {
        // Given
        var sent = TopologyUnderTest.NOW.minus(Duration.ofSeconds(2));
        // When
        topology.send(new TestRecord<>(bytes("a"), bytes("file:///a.jpg"), sent));
        // Then
        var millis = topology.latencies().get(0).value().millis();
        assertThat(millis.topicWait()).isEqualTo(2_000);
        assertThat(millis.fetch()).isEqualTo(3);
        assertThat(millis.decode()).isEqualTo(2);
        assertThat(millis.inference()).isEqualTo(10);
        assertThat(millis.encode()).isEqualTo(1);
        assertThat(millis.queue()).isEqualTo(4);
        assertThat(millis.total()).isCloseTo(2_020, within(1e-9));
    }

    @Test
    void shouldNeverWaitANegativeTime() {
        // When
        topology.send(new TestRecord<>(bytes("a"), bytes("file:///a.jpg"), TopologyUnderTest.NOW.plusSeconds(9)));
        // Then
        assertThat(topology.latencies().get(0).value().millis().topicWait()).isZero();
    }

    @Test
    void shouldCountTheStagesThatAFailureWentThrough() {
        // When
        topology.send(bytes("a"), bytes("file:///missing"));
        // Then
        assertThat(topology.failures())
                .extracting(failure -> failure.value().reason())
                .containsExactly(FailureReason.NOT_FOUND);
        assertThat(topology.latencies().get(0).value().batchSize()).isZero();
        assertThat(topology.masks()).isEmpty();
        assertThat(topology.meters.scrape())
                .contains("maskstream_images_total{outcome=\"failure\",reason=\"not_found\"} 1.0");
    }

    @Test
    void shouldHandTheTraceOn() {
        // Given
        var headers = new RecordHeaders()
                .add("traceparent", bytes("00-1-2-01"))
                .add("baggage", bytes("a=b"))
                .add("other", bytes("x"));
        // When
        topology.send(new TestRecord<>(bytes("a"), bytes("file:///a.jpg"), headers, TopologyUnderTest.NOW));
        // Then
        assertThat(topology.masks().get(0).headers())
                .extracting(header -> header.key())
                .containsExactly("traceparent", "baggage");
        assertThat(topology.latencies().get(0).headers())
                .extracting(header -> header.key())
                .containsExactly("traceparent", "baggage");
    }
}
