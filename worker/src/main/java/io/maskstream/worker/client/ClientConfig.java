package io.maskstream.worker.client;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.Topics;
import java.time.Duration;
import java.util.Map;

/**
 * How a client reaches the topics.
 *
 * @param kafka Kafka's own settings; {@code bootstrap.servers} at least
 * @param patience longest time to wait for Kafka's answer
 */
public record ClientConfig(Map<String, String> kafka, Topics topics, Duration patience) {
    public ClientConfig {
        kafka = Map.copyOf(kafka);
        requireNonNull(topics, "topics is null");
        requireNonNull(patience, "patience is null");
    }

    /** Where Kafka is, {@code host:port}, separated by commas. */
    public String bootstrapServers() {
        return kafka.getOrDefault("bootstrap.servers", "");
    }
}
