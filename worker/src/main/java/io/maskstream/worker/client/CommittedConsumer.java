package io.maskstream.worker.client;

import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers that read what is committed, are in no group, and make no topics. */
public final class CommittedConsumer {
    private CommittedConsumer() {}

    /** A consumer that has no partitions yet; whoever asked for it closes it. */
    public static KafkaConsumer<byte[], byte[]> of(ClientConfig config) {
        var settings = ClientSettings.of(config.kafka(), "consumer.", ConsumerConfig.configNames());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG); // that of workers: a consumer refuses to start on streams
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
