package io.maskstream.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.event.LatencyEvent;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSerdeTest {

    @ParameterizedTest
    @ValueSource(strings = {"image-event", "mask-event", "latency-event", "failure-event"})
    void shouldReadAndWriteEachEvent(String name) {
        shouldReadAndWrite(EventSerde.of(requireNonNull(Golden.TYPES.get(name))), Golden.json(name));
    }

    private static <T> void shouldReadAndWrite(Serde<T> serde, String golden) {
        // When
        T event = serde.deserializer().deserialize("topic", golden.getBytes(UTF_8));
        // Then
        assertThat(serde.serializer().serialize("topic", event)).asString(UTF_8).isEqualTo(golden);
    }

    @Test
    void shouldHandNullThrough() {
        // Given
        var serde = EventSerde.of(LatencyEvent.class);
        // When, Then
        assertThat(serde.deserializer().deserialize("topic", null)).isNull();
        assertThat(serde.serializer().serialize("topic", null)).isNull();
    }

    @Test
    void shouldReadABareUriAsAnImageEvent() {
        assertThat(EventSerde.deserializer(ImageEvent.class).deserialize("images", "file:///a".getBytes(UTF_8)))
                .isEqualTo(ImageEvent.of("file:///a"));
    }

    @Test
    void shouldNameTopicAndReasonOfWhatItCannotRead() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> EventSerde.deserializer(LatencyEvent.class).deserialize("latency", new byte[] {'{'}))
                .withMessage("a record of latency: the value is not JSON: it ends early");
    }
}
