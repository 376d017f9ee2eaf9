package io.maskstream.verify.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.schemas.json.ImageEventReader;
import io.maskstream.schemas.json.InvalidEventException;
import io.maskstream.verify.event.Numbered;
import io.maskstream.verify.proof.Ledger;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what is committed on the four topics, from a place that is fixed when it is opened, into a ledger. Used by one thread. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Where to begin. */
    public enum From {
        BEGINNING,
        /** What is committed after the reader was opened. */
        NOW
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Ledger ledger;
    private final Listener listener;
    private final Duration patience;
    private final EventMapper mapper = new EventMapper();
    private final ImageEventReader images = new ImageEventReader(mapper);

    /** @param consumer has its place, and is closed with the reader */
    TopicReader(Consumer<byte[], byte[]> consumer, Topics topics, Ledger ledger, Listener listener, Duration patience) {
        this.consumer = consumer;
        this.topics = topics;
        this.ledger = ledger;
        this.listener = listener;
        this.patience = patience;
    }

    /**
     * Fixes the place to read from.
     *
     * @throws TopicsException where Kafka does not answer, or a topic is missing
     */
    public static TopicReader open(ClientConfig config, From from, Ledger ledger, Listener listener)
            throws TopicsException, InterruptedException {
        var sizes = new TopicSetup(config.kafka(), config.patience())
                .require(config.topics().all());
        var partitions = sizes.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue())
                        .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
                .toList();
        var consumer = consumer(config);
        boolean ready = false;
        try {
            consumer.assign(partitions);
            if (from == From.BEGINNING) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            partitions.forEach(partition -> consumer.position(partition, config.patience()));
            ready = true;
            return new TopicReader(consumer, config.topics(), ledger, listener, config.patience());
        } finally {
            if (!ready) {
                consumer.close();
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(ClientConfig config) {
        var settings = ClientSettings.of(config.kafka(), "consumer.", ConsumerConfig.configNames());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG); // that of workers: a consumer refuses to start on streams
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // to go on elsewhere would hide a loss
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads what is there, or waits a moment for it; how many records that were. */
    public int poll() {
        var records = consumer.poll(POLL);
        records.forEach(this::take);
        return records.count();
    }

    /** Whether all that is committed has been read; false also where no broker tells. */
    public boolean isAtTheEnd() {
        try {
            return consumer.endOffsets(consumer.assignment(), patience).entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), patience) >= end.getValue());
        } catch (TimeoutException away) {
            return false;
        }
    }

    /** @throws TimeoutException where no broker tells how far the topics go: what was not read may be there */
    void requireAnswer() {
        try {
            consumer.endOffsets(consumer.assignment(), patience);
        } catch (TimeoutException away) {
            throw new TimeoutException(
                    "nothing is proved, for Kafka does not answer any more: %s".formatted(away.getMessage()), away);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        try {
            if (record.topic().equals(topics.images())) {
                takeImage(key, record.value());
            } else if (record.value() == null) {
                ledger.unreadable(place(record), key);
            } else if (record.topic().equals(topics.latency())) {
                ledger.latency(mapper.read(record.value(), LatencyEvent.class).imageId());
            } else {
                boolean mask = record.topic().equals(topics.masks());
                Outcome outcome = mask
                        ? mapper.read(record.value(), MaskEvent.class)
                        : mapper.read(record.value(), FailureEvent.class);
                ledger.outcome(key, record.partition(), outcome);
                listener.outcome(record.partition(), outcome);
            }
        } catch (InvalidEventException unreadable) {
            ledger.unreadable(place(record), key);
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
    }

    /** Others may send what they like. */
    private void takeImage(String key, byte @Nullable [] value) {
        try {
            var image = images.read(value);
            if (image.attributes().containsKey(Numbered.RUN)) {
                ledger.sent(key, Numbered.of(image.attributes()), image.uri());
            }
        } catch (InvalidEventException | IllegalArgumentException others) {
            // no event of a verifier
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
