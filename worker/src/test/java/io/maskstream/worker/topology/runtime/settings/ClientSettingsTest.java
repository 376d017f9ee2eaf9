package io.maskstream.worker.topology.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

final class ClientSettingsTest {
    @Test
    void shouldHandConfigProvidersAndPlugInsToEachClient() {
        // Given
        var properties = Map.of(
                "config.providers", "file",
                "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider",
                "sasl.jaas.config", "${file:/run/secrets/kafka:jaas}",
                "num.stream.threads", "2",
                "max.poll.records", "5",
                "consumer.my.colour", "red",
                "admin.retries", "3");
        // When
        var settings = ClientSettings.of(properties, "admin.", AdminClientConfig.configNames());
        // Then
        assertThat(settings)
                .containsOnlyKeys("config.providers", "config.providers.file.class", "sasl.jaas.config", "retries");
    }
}
