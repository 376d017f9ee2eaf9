package io.maskstream.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JavaProcessTest {
    @Test
    void shouldNotHandOnHowToReachAnotherKafka() {
        // Given
        var environment = new HashMap<>(Map.of(
                "MASKSTREAM_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "MASKSTREAM_KAFKA_SASL_JAAS_CONFIG_FILE", "/run/secrets/jaas",
                "MASKSTREAM_MASK_SIZE", "model"));
        // When
        JavaProcess.prepare(environment);
        // Then
        assertThat(environment)
                .containsEntry("MASKSTREAM_MASK_SIZE", "model")
                .containsEntry("ORT_DISABLE_TELEMETRY", "1")
                .doesNotContainKeys("MASKSTREAM_KAFKA_SECURITY_PROTOCOL", "MASKSTREAM_KAFKA_SASL_JAAS_CONFIG_FILE");
    }
}
