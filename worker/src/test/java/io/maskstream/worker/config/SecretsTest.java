package io.maskstream.worker.config;

import static io.maskstream.worker.config.SettingsUnderTest.file;
import static io.maskstream.worker.config.SettingsUnderTest.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that nobody is to see, in files or not. */
final class SecretsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldReadAValueFromTheFileThatAVariableNames() throws Exception {
        // Given
        var secret = Files.writeString(folder.resolve("password"), "open sesame\n");
        var environment = Map.of("MASKSTREAM_KAFKA_SSL_KEY_PASSWORD_FILE", secret.toString());
        // When
        var values = load(null, environment, Map.of());
        // Then
        assertThat(values.kafka()).containsEntry("ssl.key.password", "open sesame");
        assertThat(values.lines())
                .noneMatch(line -> line.contains("sesame"))
                .anyMatch(line -> line.endsWith("# MASKSTREAM_KAFKA_SSL_KEY_PASSWORD_FILE"));
    }

    @Test
    void shouldSayWhatIsWrongWithTheFileOfAValue() throws Exception {
        // Given
        String variable = "MASKSTREAM_KAFKA_SSL_KEY_PASSWORD_FILE";
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        var large = Files.write(folder.resolve("large"), new byte[SecretFile.MOST_BYTES + 1]);
        // When / Then
        Map.of(
                        folder.resolve("nowhere"),
                        "not there",
                        folder,
                        "not a file",
                        empty,
                        "is empty",
                        large,
                        "more than 1048576 bytes")
                .forEach(
                        (file, why) -> assertThatThrownBy(() -> load(null, Map.of(variable, file.toString()), Map.of()))
                                .isInstanceOf(SettingsException.class)
                                .hasMessageContaining(variable)
                                .hasMessageContaining(why));
        assertThatThrownBy(() -> load(
                        null,
                        Map.of(variable, empty.toString(), "MASKSTREAM_KAFKA_SSL_KEY_PASSWORD", "hush"),
                        Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.ssl.key.password",
                "kafka.sasl.jaas.config",
                "kafka.ssl.keystore.key",
                "kafka.client.secret"
            })
    void shouldNeverShowASecret(String key) throws Exception {
        // When
        var values = load(null, Map.of(), Map.of(key, new SettingValue("hunter2", "--set")));
        // Then
        assertThat(values.lines())
                .anyMatch(line -> line.startsWith(key + "=********"))
                .noneMatch(line -> line.contains("hunter2"));
    }
}
