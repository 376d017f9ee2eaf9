package io.maskstream.worker.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts references onto the images topic, and checks that each is there. */
public final class Submitter {

    /** Told what became of each reference, one at a time, on any thread. */
    public interface Listener {
        /** Kafka has it, on all replicas that are in sync. */
        void submitted(Reference reference);

        /** Kafka does not have it. */
        void failed(Reference reference, String why);
    }

    /** How many references Kafka has, and has not. */
    public record Report(long submitted, long failed) {}

    private final ClientConfig config;

    public Submitter(ClientConfig config) {
        this.config = config;
    }

    /**
     * Returns when Kafka has answered for every reference.
     *
     * @throws TopicsException where Kafka does not answer, or the topic is missing
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
    public Report submit(Iterator<Reference> references, Listener listener)
            throws TopicsException, InterruptedException {
        String topic = config.topics().images();
        new TopicSetup(config.kafka(), config.patience()).require(List.of(topic));
        var submitted = new AtomicLong();
        var failed = new AtomicLong();
        try (var producer = producer()) {
            while (references.hasNext()) {
                var reference = references.next();
                byte[] key = reference.key() == null ? null : reference.key().getBytes(UTF_8);
                try {
                    producer.send(
                            new ProducerRecord<>(topic, key, reference.value().getBytes(UTF_8)),
                            (metadata, exception) -> answer(reference, exception, listener, submitted, failed));
                } catch (KafkaException refused) {
                    answer(reference, refused, listener, submitted, failed);
                }
            }
            producer.flush();
        }
        return new Report(submitted.get(), failed.get());
    }

    private static void answer(
            Reference reference,
            @Nullable Exception exception,
            Listener listener,
            AtomicLong submitted,
            AtomicLong failed) {
        synchronized (listener) {
            if (exception == null) {
                submitted.incrementAndGet();
                listener.submitted(reference);
            } else {
                failed.incrementAndGet();
                listener.failed(
                        reference,
                        Refusal.of(exception)
                                .map(refusal -> "Kafka " + refusal.sentence())
                                .orElseGet(() -> String.valueOf(exception.getMessage())));
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var settings = ClientSettings.of(config.kafka(), "producer.", ProducerConfig.configNames());
        settings.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
