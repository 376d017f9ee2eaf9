package io.maskstream.worker.config;

import static io.maskstream.worker.config.SettingsUnderTest.file;
import static io.maskstream.worker.config.SettingsUnderTest.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingValuesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldTakeFlagBeforeEnvironmentBeforeFileBeforeDefault() throws Exception {
        // Given
        var file = file(folder, "http.port=1\nhttp.host=file\nmodel=file.onnx\n");
        var environment = Map.of("MASKSTREAM_HTTP_PORT", "2", "MASKSTREAM_HTTP_HOST", "environment");
        // When
        var values = load(file, environment, Map.of("http.port", new SettingValue("3", "--http.port")));
        // Then
        assertThat(values.get(Settings.HTTP_PORT)).isEqualTo(3);
        assertThat(values.get(Settings.HTTP_HOST)).isEqualTo("environment");
        assertThat(values.get(Settings.MODEL)).isEqualTo(Path.of("file.onnx"));
        assertThat(values.get(Settings.TOPICS_PREFIX)).isEqualTo("maskstream");
        assertThat(values.lines())
                .anyMatch(line -> line.matches("http\\.port=3 +# --http\\.port"))
                .anyMatch(line -> line.matches("http\\.host=environment +# MASKSTREAM_HTTP_HOST"))
                .anyMatch(line -> line.matches("model=file\\.onnx +# worker\\.properties:3"))
                .anyMatch(line -> line.matches("topics\\.prefix=maskstream +# default"));
    }

    @Test
    void shouldNameAMisspeltSettingItsPlaceAndTheNearest() throws Exception {
        // Given
        var file = file(folder, "# a comment\n\nhtpp.port=1\n");
        // When / Then
        assertThatThrownBy(() -> load(file, Map.of("MASKSTREAM_MODLE", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("there is no setting htpp.port (worker.properties:3); did you mean http.port?")
                .hasMessageContaining("there is no setting modle (MASKSTREAM_MODLE); did you mean model?");
    }

    @Test
    void shouldFindASlipInKafkasNamesAndPassPlugInsThrough() throws Exception {
        // Given
        var environment =
                Map.of("MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS", "broker:9092", "MASKSTREAM_KAFKA_PRODUCER_LINGER_MS", "5");
        var plugIn = Map.of("kafka.my.interceptor.colour", new SettingValue("red", "--set"));
        // When
        var values = load(null, environment, plugIn);
        // Then
        assertThat(values.kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "broker:9092", "producer.linger.ms", "5", "my.interceptor.colour", "red"));
        assertThatThrownBy(
                        () -> load(null, Map.of(), Map.of("kafka.producer.lingr.ms", new SettingValue("1", "--set"))))
                .hasMessageContaining("did you mean kafka.producer.linger.ms?");
    }

    @Test
    void shouldNotTakeWhatKubernetesAndTheLauncherSetForSettings() throws Exception {
        // Given
        var environment = Map.of(
                "MASKSTREAM_SERVICE_HOST", "10.0.0.1",
                "MASKSTREAM_PORT", "tcp://10.0.0.1:8080",
                "MASKSTREAM_PORT_8080_TCP_ADDR", "10.0.0.1",
                "MASKSTREAM_CUDA", "1",
                "MASKSTREAM_HOME", "/opt/maskstream");
        // When
        var values = load(null, environment, Map.of());
        // Then
        assertThat(values.get(Settings.HTTP_PORT)).isEqualTo(8080);
    }

    @Test
    void shouldRefuseASettingThatStandsTwiceInAFile() {
        assertThatThrownBy(() -> load(file(folder, "model=a\nmodel=b\n"), Map.of(), Map.of()))
                .hasMessageContaining("model is set twice: worker.properties:1 and worker.properties:2");
    }
}
