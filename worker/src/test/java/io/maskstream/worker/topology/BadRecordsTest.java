package io.maskstream.worker.topology;

import static io.maskstream.worker.topology.TopologyUnderTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.OriginalRecord;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are no event, or not one that can be remembered: each ends in a failure, and none ends the thread. */
final class BadRecordsTest {
    private final TopologyUnderTest topology = new TopologyUnderTest();

    @AfterEach
    void close() {
        topology.close();
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
}
