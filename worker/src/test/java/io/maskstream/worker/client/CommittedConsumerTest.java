package io.maskstream.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.Topics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommittedConsumerTest {
    @Test
    void shouldNotMindTheGroupProtocolThatWorkersHave() {
        // Given: the same variables serve workers and commands
        var config = new ClientConfig(
                Map.of("bootstrap.servers", "127.0.0.1:1", "group.protocol", "streams"),
                new Topics("maskstream"),
                Duration.ofSeconds(1));
        // When
        try (var consumer = CommittedConsumer.of(config)) {
            // Then
            assertThat(consumer.assignment()).isEmpty();
        }
    }
}
