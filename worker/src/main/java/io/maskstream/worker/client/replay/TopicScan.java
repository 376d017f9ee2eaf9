package io.maskstream.worker.client.replay;

import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.CommittedConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** What is committed on a topic, from its beginning to what was its end when the scan was opened. Used by one thread. */
final class TopicScan implements AutoCloseable {
    static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;
    private final Map<TopicPartition, Long> ends;
    private final long offsets;
    private long lastProgress = System.nanoTime();

    private TopicScan(KafkaConsumer<byte[], byte[]> consumer, Duration patience, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.patience = patience;
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions, patience);
        var begins = consumer.beginningOffsets(partitions, patience);
        offsets = ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /**
     * Fixes the end. A topic that is not there is empty.
     *
     * @throws org.apache.kafka.common.KafkaException where Kafka does not let it be read
     */
    static TopicScan open(ClientConfig config, String topic) {
        var consumer = CommittedConsumer.of(config);
        boolean open = false;
        try {
            var partitions = consumer.partitionsFor(topic, config.patience()).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            var scan = new TopicScan(consumer, config.patience(), partitions);
            open = true;
            return scan;
        } finally {
            if (!open) {
                consumer.close();
            }
        }
    }

    /** How many records there are at most: the marks of transactions count, and what they took back. */
    long mostRecords() {
        return offsets;
    }

    /** Whether all was read. */
    boolean isOver() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), patience) >= end.getValue());
    }

    /**
     * The next records, perhaps none.
     *
     * @throws TimeoutException where none have come for too long
     */
    List<ConsumerRecord<byte[], byte[]>> next() {
        var polled = consumer.poll(POLL);
        long now = System.nanoTime();
        if (!polled.isEmpty()) {
            lastProgress = now;
        } else if (now - lastProgress > patience.toNanos()) {
            throw new TimeoutException("nothing came for %d s".formatted(patience.toSeconds()));
        }
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var partition : polled.partitions()) {
            long end = ends.getOrDefault(partition, 0L);
            polled.records(partition).stream()
                    .filter(record -> record.offset() < end)
                    .forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
