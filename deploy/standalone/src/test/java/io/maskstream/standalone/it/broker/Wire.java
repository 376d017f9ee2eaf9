package io.maskstream.standalone.it.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.worker.topology.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A client that is not ours: bytes onto the images topic, and {@link Answers} from the others. One thread. */
public final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    /** @param prefix of the test's own topics; a worker makes them */
    public Wire(Broker broker, String prefix) {
        bootstrapServers = broker.bootstrapServers();
        topics = new Topics(prefix);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Topics topics() {
        return topics;
    }

    /** Sends a reference to a file, under the key. */
    public void send(String key, Path file) {
        send(key, file.toUri());
    }

    /** Sends a reference, under the key. */
    public void send(String key, URI uri) {
        send(key, ImageEvent.of(uri.toASCIIString()));
    }

    /** Sends a reference, under the key. */
    public void send(String key, ImageEvent event) {
        send(key, new EventMapper().write(event), Map.of());
    }

    /** Sends any value. */
    public void send(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        var record = new ProducerRecord<>(topics.images(), key == null ? null : key.getBytes(UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(new RecordHeader(name, text.getBytes(UTF_8))));
        sent.add(producer.send(record));
    }

    /** Returns when Kafka has all that was sent. */
    public void flush() throws InterruptedException, ExecutionException, TimeoutException {
        producer.flush();
        for (var record : sent) {
            record.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        sent.clear();
    }

    /** Reads what is committed, from the beginning; the topics have to be there. */
    public Answers answers() {
        return new Answers(bootstrapServers, topics);
    }

    @Override
    public void close() {
        producer.close();
    }
}
