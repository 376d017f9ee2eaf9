package io.maskstream.verify.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.json.EventMapper;
import io.maskstream.verify.event.Plan;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends a plan, each event once and those of a key in order, and counts what Kafka has taken. */
public final class Sender {
    /** Brokers may be away for a while: what is given up would be nobody's fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ClientConfig config;
    private final EventMapper mapper = new EventMapper();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<@Nullable String> why = new AtomicReference<>();

    public Sender(ClientConfig config) {
        this.config = config;
    }

    /** Events that Kafka has, on all replicas that are in sync. */
    public long accepted() {
        return accepted.get();
    }

    /** Events of which Kafka did not say that it has them. */
    public long refused() {
        return refused.get();
    }

    /** Why the first of those was refused; null where none was. */
    public @Nullable String whyRefused() {
        return why.get();
    }

    /** Returns when Kafka has answered for every event. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
    public void send(Plan plan, Pace pace) throws InterruptedException {
        String topic = config.topics().images();
        try (var producer = producer()) {
            long number = 0;
            for (var sent : plan) {
                pace.await(number++);
                byte[] key = sent.numbered().key().getBytes(UTF_8);
                byte[] value = mapper.write(sent.numbered().event(sent.uri()));
                try {
                    producer.send(new ProducerRecord<>(topic, key, value), (metadata, failure) -> answer(failure));
                } catch (KafkaException failure) {
                    answer(failure);
                }
            }
            producer.flush();
        }
    }

    private void answer(@Nullable Exception failure) {
        if (failure == null) {
            accepted.incrementAndGet();
        } else {
            refused.incrementAndGet();
            why.compareAndSet(null, String.valueOf(failure.getMessage()));
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        var settings = ClientSettings.of(config.kafka(), "producer.", ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true); // else the input could have an event twice
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
