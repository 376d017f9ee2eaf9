package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.OriginalRecord;
import io.maskstream.schemas.json.EventMapper;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void shouldAnswerARecordThatIsTooLargeToBeRememberedWithAFailure() {
        // Given: as a producer that compresses may send one
        var headers = new RecordHeaders().add("note", bytes("n"));
        byte[] value =
                bytes("{\"uri\":\"file:///cat.jpg\",\"attributes\":{\"a\":\"%s\"}}".formatted("a".repeat(1_000_000)));
        // When
        topology.send(new TestRecord<>(bytes("cat-1"), value, headers, TopologyUnderTest.NOW));
        topology.send(bytes("cat-1"), bytes("file:///cat.jpg"));
        // Then
        var failure = topology.failures().get(0);
        assertThat(failure.key()).isEqualTo("cat-1");
        assertThat(failure.value().reason()).isEqualTo(FailureReason.INVALID_EVENT);
        assertThat(failure.value().detail())
                .contains("a value of %d bytes and 1 headers".formatted(value.length), "max.message.bytes");
        assertThat(failure.value().record())
                .isEqualTo(new OriginalRecord("cat-1", null, OriginalRecord.UTF_8, null, value.length, 1));
        assertThat(topology.masks()).hasSize(1);
        assertThat(topology.latencies()).hasSize(2);
        assertThat(topology.remembered()).isEmpty();
    }

    @Test
    void shouldNameARecordWhoseKeyIsTooLargeAfterItsPlace() {
        // When
        topology.send(new byte[1_000_000], bytes("file:///cat.jpg"));
        // Then
        var failure = topology.failures().get(0);
        assertThat(failure.key()).isEqualTo("test.images-0-0");
        assertThat(failure.value().record())
                .isEqualTo(new OriginalRecord(null, null, OriginalRecord.UTF_8, 1_000_000, 15, null));
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

    static Stream<Arguments> badRecords() {
        return Stream.of(
                Arguments.of("key", null, "key", "no value"),
                Arguments.of(null, null, "test.images-0-0", "no value"),
                Arguments.of("key", "", "key", "empty"),
                Arguments.of("key", "not json", "key", "not JSON"),
                Arguments.of("key", "{\"uri\":", "key", "not JSON"),
                Arguments.of("key", "{\"file\":\"x\"}", "key", "no uri"),
                Arguments.of("key", "{\"imageId\":\"mine\"}", "mine", "no uri"),
                Arguments.of("key", "{\"uri\":5}", "key", "uri is a number"),
                Arguments.of("key", "[]", "key", "not JSON"),
                Arguments.of("k".repeat(2_000), "file:///a.jpg", "test.images-0-0", "2000 characters"));
    }

    @ParameterizedTest
    @MethodSource("badRecords")
    void shouldAnswerABadRecordWithOneFailureAndGoOn(
            @Nullable String key, @Nullable String value, String imageId, String sentence) {
        // When
        topology.send(key == null ? null : bytes(key), value == null ? null : bytes(value));
        topology.send(bytes("next"), bytes("file:///next.jpg"));
        // Then
        var failures = topology.failures();
        assertThat(failures).hasSize(1);
        var failure = failures.get(0);
        assertThat(failure.key()).isEqualTo(imageId);
        assertThat(failure.value().reason()).isEqualTo(FailureReason.INVALID_EVENT);
        assertThat(failure.value().detail()).contains(sentence);
        assertThat(topology.masks()).extracting(TestRecord::key).containsExactly("next");
    }

    @Test
    void shouldAnswerBytesThatAreNoText() {
        // Given
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0};
        // When
        topology.send(noText, noText);
        topology.send(noText, bytes("file:///a.jpg"));
        // Then
        assertThat(topology.failures()).extracting(TestRecord::key).containsExactly("test.images-0-0");
        assertThat(topology.masks()).extracting(TestRecord::key).containsExactly("test.images-0-1");
    }

    @Test
    void shouldKeepCredentialsOutOfFailures() {
        // When
        topology.send(bytes("a"), bytes("{\"uri\":\"https://me:hunter2@host/a.jpg\",\"imageId\":\" \"}"));
        // Then
        var failure = topology.failures().get(0).value();
        assertThat(failure.toString()).doesNotContain("hunter2");
        assertThat(failure.uri()).isEqualTo("https://host/a.jpg");
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

    @Test
    void shouldSendAFailureWithTheRecordsHeadersAndItsPlace() {
        // Given
        var headers = new RecordHeaders()
                .add("other", bytes("x"))
                .add("__streams.errors.topic", bytes("of an earlier failure"));
        // When
        topology.send(new TestRecord<>(bytes("a"), bytes("nonsense"), headers, TopologyUnderTest.NOW));
        // Then
        var sent = topology.failures().get(0).headers();
        assertThat(text(sent, "other")).isEqualTo("x");
        assertThat(text(sent, "__streams.errors.topic")).isEqualTo("test.images");
        assertThat(text(sent, "__streams.errors.partition")).isEqualTo("0");
        assertThat(text(sent, "__streams.errors.offset")).isEqualTo("0");
        assertThat(text(sent, "__streams.errors.message")).contains("not JSON");
        assertThat(text(sent, "__streams.errors.exception")).isEqualTo("INVALID_EVENT");
        assertThat(sent.headers("__streams.errors.topic")).hasSize(1);
    }

    @Test
    void shouldSendAFailureWithWhatTheRecordHeld() {
        // Given
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0};
        // When
        topology.send(bytes("a"), bytes("{\"uri\":\"file:///missing\", \"new\":1}"));
        topology.send(bytes("b"), noText);
        topology.send(null, null);
        // Then
        var held = topology.failures().stream()
                .map(failure -> requireNonNull(failure.value().record()))
                .toList();
        assertThat(held)
                .containsExactly(
                        OriginalRecord.of(bytes("a"), bytes("{\"uri\":\"file:///missing\", \"new\":1}")),
                        OriginalRecord.of(bytes("b"), noText),
                        OriginalRecord.of(null, null));
        assertThat(held).allMatch(OriginalRecord::complete);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@host/missing",
                "{\"uri\":\"http://user:secret@host/missing\"}",
                "{\"uri\":\"http:\\/\\/user:secret\\u0040host/missing\"}",
                "{\"uri\":\"http://user:secret@host/missing\"",
                "{\"uri\":\"http:\\/\\/user:secret\\u0040host/missing\"",
                "http://user:secret@host/no uri"
            })
    void shouldShowNoPasswordInAFailure(String value) {
        // When
        topology.send(bytes(value.startsWith("{") ? "a" : value), bytes(value));
        // Then
        var failure = topology.failures().get(0);
        var held = requireNonNull(failure.value().record());
        assertThat(held.omittedValueBytes()).isEqualTo(bytes(value).length);
        assertThat(new EventMapper().write(failure.value())).asString(UTF_8).doesNotContain("secret");
        assertThat(failure.key()).doesNotContain("secret");
        assertThat(failure.headers())
                .allSatisfy(header -> assertThat(header.value()).asString(UTF_8).doesNotContain("secret"));
    }

    @Test
    void shouldSayHowManyHeadersDoNotFit() {
        // Given
        var headers = new RecordHeaders().add("small", bytes("x")).add("large", new byte[40_000]);
        // When
        topology.send(new TestRecord<>(bytes("a"), bytes("nonsense"), headers, TopologyUnderTest.NOW));
        // Then
        assertThat(requireNonNull(topology.failures().get(0).value().record()).omittedHeaders())
                .isEqualTo(1);
    }

    @Test
    void shouldLeaveOutAValueThatIsTooLargeForKafka() {
        // Given
        String value =
                "{\"uri\":\"file:///missing\",\"unknown\":\"" + "x".repeat(TopologyUnderTest.MAX_EVENT_BYTES) + "\"}";
        // When
        topology.send(bytes("a"), bytes(value));
        // Then
        var held = requireNonNull(topology.failures().get(0).value().record());
        assertThat(held.key()).isEqualTo("a");
        assertThat(held.value()).isNull();
        assertThat(held.omittedValueBytes()).isEqualTo(value.length());
    }

    @Test
    void shouldMakeAFailureOfAMaskThatIsTooLargeForKafka() {
        // Given
        topology.segmenter.makeMasksOf(TopologyUnderTest.MAX_EVENT_BYTES);
        // When
        topology.send(bytes("a"), bytes("file:///a.jpg"));
        // Then
        assertThat(topology.failures())
                .extracting(failure -> failure.value().reason())
                .containsExactly(FailureReason.MASK_TOO_LARGE);
        assertThat(topology.masks()).isEmpty();
        assertThat(topology.latencies()).hasSize(1);
    }

    @Test
    void shouldShortenAFailureThatIsTooLargeForKafka() {
        // Given
        String huge = "x".repeat(TopologyUnderTest.MAX_EVENT_BYTES);
        // When
        topology.send(bytes("a"), bytes("{\"uri\":\"file:///missing\",\"attributes\":{\"a\":\"" + huge + "\"}}"));
        // Then
        var failure = topology.failures().get(0).value();
        assertThat(failure.reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(failure.attributes()).isEmpty();
        assertThat(requireNonNull(failure.record()).omittedValueBytes()).isGreaterThan(huge.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
