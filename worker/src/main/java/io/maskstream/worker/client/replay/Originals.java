package io.maskstream.worker.client.replay;

import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.CommittedConsumer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Finds the records that failed: in their failures, or else where they lie, if they still do. Used by one thread. */
final class Originals implements AutoCloseable {
    private final ClientConfig config;
    private final String images;
    private final int partitions;
    private @Nullable KafkaConsumer<byte[], byte[]> reader;

    /** @param partitions of the images topic */
    Originals(ClientConfig config, int partitions) {
        this.config = config;
        this.images = config.topics().images();
        this.partitions = partitions;
    }

    /** The record to be sent: empty where it is of another topic, or lies no more where it lay. */
    Optional<ProducerRecord<byte[], byte[]>> find(Failure failure) {
        var source = failure.event().source();
        if (!source.topic().equals(images)) {
            return Optional.empty();
        }
        var original = failure.event().record();
        if (original != null && original.complete()) {
            return Optional.of(image(
                    failure,
                    original.keyBytes(),
                    original.valueBytes(),
                    failure.record().headers()));
        }
        return source.partition() >= partitions
                ? Optional.empty()
                : lying(failure).map(found -> image(failure, found.key(), found.value(), found.headers()));
    }

    private ProducerRecord<byte[], byte[]> image(
            Failure failure, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
        int partition = failure.event().source().partition();
        return new ProducerRecord<>(
                images, partition < partitions ? partition : null, key, value, failure.headers(headers));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> lying(Failure failure) {
        var source = failure.event().source();
        var partition = new TopicPartition(images, source.partition());
        if (reader == null) {
            reader = CommittedConsumer.of(config);
        }
        reader.assign(List.of(partition));
        long begin =
                reader.beginningOffsets(List.of(partition), config.patience()).getOrDefault(partition, 0L);
        long end = reader.endOffsets(List.of(partition), config.patience()).getOrDefault(partition, 0L);
        if (source.offset() < begin || source.offset() >= end) {
            return Optional.empty();
        }
        reader.seek(partition, source.offset());
        long patience = System.nanoTime() + config.patience().toNanos();
        while (reader.position(partition, config.patience()) <= source.offset()) {
            for (var record : reader.poll(TopicScan.POLL)) {
                return Optional.of(record).filter(found -> found.offset() == source.offset() && failure.mayBe(found));
            }
            if (System.nanoTime() > patience) {
                throw new TimeoutException("%s did not come within %d s"
                        .formatted(partition, config.patience().toSeconds()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
