package io.maskstream.schemas.json;

import io.maskstream.schemas.event.ImageEvent;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Kafka serdes of the events; the only class here that needs Kafka's client library. */
public final class EventSerde {
    private EventSerde() {}

    /**
     * A serde of one event. A null event is a null value and the other way round; what cannot be read is a
     * {@link SerializationException} with the sentence of {@link InvalidEventException}. Image events are read as
     * {@link ImageEventReader} does.
     *
     * @param type a record of {@code io.maskstream.schemas.event}
     */
    public static <T> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(serializer(type), deserializer(type));
    }

    /** What a producer needs of {@link #of}. */
    @SuppressWarnings("unused") // the type says what is written
    public static <T> Serializer<T> serializer(Class<T> type) {
        var mapper = new EventMapper();
        return (topic, event) -> event == null ? null : mapper.write(event);
    }

    /** What a consumer needs of {@link #of}. */
    public static <T> Deserializer<T> deserializer(Class<T> type) {
        var mapper = new EventMapper();
        var images = new ImageEventReader(mapper);
        return (topic, value) -> {
            if (value == null) {
                return null;
            }
            try {
                return type == ImageEvent.class ? type.cast(images.read(value)) : mapper.read(value, type);
            } catch (InvalidEventException e) {
                throw new SerializationException("a record of %s: %s".formatted(topic, e.getMessage()), e);
            }
        };
    }
}
