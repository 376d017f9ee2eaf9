package io.maskstream.worker.topology;

import static io.maskstream.worker.topology.TopologyUnderTest.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.OriginalRecord;
import io.maskstream.schemas.json.EventMapper;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failure tells of its record, so that it can be understood and sent again: all that fits, but no password. */
final class FailureRecordsTest {
    private final TopologyUnderTest topology = new TopologyUnderTest();

    @AfterEach
    void close() {
        topology.close();
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

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
