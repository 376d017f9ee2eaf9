package io.maskstream.worker.topology.runtime;

import io.maskstream.worker.topology.access.TransactionalIds;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka Streams' clients, with a {@code transactional.id} that a worker has again after a crash.
 *
 * <p>Kafka Streams makes it of a random id, so the transaction that a killed worker left open holds up committed readers until it times
 * out. With the same id again, the new worker ends it at once.
 */
final class StableTransactions implements KafkaClientSupplier {
    private final String applicationId;
    private final String instanceId;

    StableTransactions(KafkaConfig config) {
        this.applicationId = config.applicationId();
        this.instanceId = config.instanceId();
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        var stable = new HashMap<>(config);
        stable.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (name, random) -> stableId(random.toString()));
        return new KafkaProducer<>(stable, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Kafka Streams' id is {@code application-process-thread}; the number of the thread is what has to stay. */
    String stableId(String random) {
        return TransactionalIds.of(applicationId, instanceId, random.substring(random.lastIndexOf('-') + 1));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }
}
