package io.maskstream.worker.topology.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        // set by the user: question, request; in force: question, request
        ",,15000,5000",
        ",30000,15000,15000",
        ",1000,15000,1000",
        "3000,,3000,3000",
        "60000,40000,60000,40000"
    })
    void shouldNotLetARequestLastLongerThanItsQuestion(
            @Nullable String question, @Nullable String request, String questionInForce, String requestInForce) {
        // Given
        var properties = new HashMap<String, String>();
        if (question != null) {
            properties.put("admin.default.api.timeout.ms", question);
        }
        if (request != null) {
            properties.put("request.timeout.ms", request);
        }
        // When
        var settings = ClientSettings.questions(properties, Duration.ofSeconds(15));
        // Then
        assertThat(settings)
                .containsEntry("default.api.timeout.ms", questionInForce)
                .containsEntry("request.timeout.ms", requestInForce);
    }
}
