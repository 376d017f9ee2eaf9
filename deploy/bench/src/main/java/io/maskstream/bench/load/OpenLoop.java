package io.maskstream.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.worker.topology.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends references at a fixed rate, whatever the worker does. An image counts from when it was due, not from when it was sent, so that
 * a stall hides nothing.
 */
public final class OpenLoop implements AutoCloseable {
    private final Topics topics;
    private final List<String> values;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param values of the records, in turn */
    public OpenLoop(Kafka kafka, Topics topics, List<String> values) {
        this.topics = topics;
        this.values = values;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Hears when an image was due, before it is sent. */
    public interface Listener {
        void due(String key, long nanoTime);
    }

    /**
     * Sends at the rate; returns when Kafka has taken all of them.
     *
     * @param name the keys are {@code name-0}, {@code name-1} and so on
     * @param rate records a second
     * @return how many were sent
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
    public int send(String name, double rate, Duration duration, Listener listener) throws IOException {
        int count = Math.max(1, (int) Math.round(rate * duration.toNanos() / 1e9));
        var refused = new AtomicReference<@Nullable String>();
        long wall = System.currentTimeMillis();
        long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            long after = Math.round(number * 1e9 / rate);
            long left;
            while ((left = start + after - System.nanoTime()) > 0) {
                LockSupport.parkNanos(left);
            }
            String key = name + "-" + number;
            listener.due(key, start + after);
            producer.send(
                    new ProducerRecord<>(
                            topics.images(),
                            null,
                            wall + after / 1_000_000,
                            key.getBytes(UTF_8),
                            values.get(number % values.size()).getBytes(UTF_8)),
                    (metadata, exception) -> {
                        if (exception != null) {
                            refused.set(exception.getMessage());
                        }
                    });
        }
        producer.flush();
        if (refused.get() != null) {
            throw new IOException("Kafka did not take a reference: " + refused.get());
        }
        return count;
    }

    @Override
    public void close() {
        producer.close();
    }
}
