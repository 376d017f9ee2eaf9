package io.maskstream.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.s3.S3Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingValuesTest {
    private static final Set<String> KAFKA = Set.of("bootstrap.servers", "producer.linger.ms", "ssl.key.password");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldTakeFlagBeforeEnvironmentBeforeFileBeforeDefault() throws Exception {
        // Given
        var file = file("http.port=1\nhttp.host=file\nmodel=file.onnx\n");
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
        var file = file("# a comment\n\nhtpp.port=1\n");
        // When / Then
        assertThatThrownBy(() -> load(file, Map.of("MASKSTREAM_MODLE", "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("there is no setting htpp.port (worker.properties:3); did you mean http.port?")
                .hasMessageContaining("there is no setting modle (MASKSTREAM_MODLE); did you mean model?");
    }

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.port|abc|must be a whole number, 0 to 65535",
                "http.port|70000|must be a whole number, 0 to 65535",
                "commit.interval|5|must be a number and a unit",
                "source.max-bytes|0|must be 1 byte or more and less than 2 GiB",
                "topics.create|yes|must be true or false",
                "mask.encoding|gif|must be png or coco-rle",
                "processing.guarantee|once|must be exactly_once_v2 or at_least_once",
                "instance.id|a b|must be 1 to 100 letters",
                "topics.replication|0|must be -1 for the broker's default, or 1 or more",
                "source.timeout|0s|source.timeout must be more than 0",
                "source.timeout|1000h|commit.interval and source.timeout must be at most 24 h",
                "commit.interval|25h|commit.interval and source.timeout must be at most 24 h",
                "mask.inline-limit|2147483000|mask.inline-limit must leave room for the rest of a record: at most 2147352575 bytes",
                "source.schemes|gopher|source.schemes has \"gopher\"",
                "source.buckets|photos/cats|source.buckets has \"photos/cats\", which is no name of a bucket",
                "s3.endpoint|minio:9000|s3.endpoint must be http://host:port or https://host",
                "s3.endpoint|http://me:secret@minio:9000|set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead",
                "s3.path-style|yes|s3.path-style must be true or false",
                "mask.inline-limit|0|mask.inline-limit is 0, which leaves masks no way out; set mask.store",
                "mask.inline-limit|-1|mask.inline-limit must be 0 bytes or more and less than 2 GiB",
                "mask.store|masks/|mask.store must be file:///folder or s3://bucket/prefix",
                "mask.store|file:masks|mask.store must be file:///folder or s3://bucket/prefix",
                "mask.store|s3:///masks|mask.store must be file:///folder or s3://bucket/prefix, and this names no bucket",
                "mask.store|s3://masks/a?versionId=1|and this has a versionId",
                "mask.store-timeout|0s|mask.store-timeout must be more than 0",
                "device|gpu|device must be auto, cpu, cuda or cuda:N",
                "batch.max|0|batch.max must be a whole number, 1 to 256, or auto",
                "batch.max|all|batch.max must be a whole number, 1 to 256, or auto",
                "batch.max-delay|5|must be a number and a unit",
                "window.size|0|window.size must be a whole number, 1 to 100000",
                "window.order|offset|window.order must be key or none",
                "retry.attempts|0|retry.attempts must be a whole number, 1 to 100",
                "memory.max|1MiB|memory.max must be at least twice source.max-bytes",
                "kafka.group.instance.id|a|set instance.id instead",
                "kafka.group.protocol|consumer|must be classic or streams",
                "kafka.consumer.session.timeout.ms|6s|must be a number of milliseconds"
            })
    void shouldSayWhatIsAllowedWhereAValueIsMalformed(String key, String text, String sentence) throws Exception {
        // Given
        var values = load(null, Map.of(), Map.of(key, new SettingValue(text, "--set " + key)));
        // When / Then
        assertThatThrownBy(() -> WorkerConfig.of(values))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void shouldTellTheOriginOfAMalformedValue() throws Exception {
        // Given
        var values = load(file("http.port=\\\n  abc\n"), Map.of(), Map.of());
        // When / Then
        assertThatThrownBy(() -> WorkerConfig.of(values)).hasMessageContaining("not \"abc\" (worker.properties:1)");
    }

    @Test
    void shouldPassTheNamesOfTheCudaProviderThrough() throws Exception {
        // Given
        var environment = Map.of("MASKSTREAM_CUDA_GPU_MEM_LIMIT", "1000", "MASKSTREAM_DEVICE", "cuda:1");
        var flags = Map.of("cuda.use_tf32", new SettingValue("1", "--set"));
        // When
        var inference = WorkerConfig.of(load(null, environment, flags)).inference();
        // Then
        assertThat(inference.device()).hasToString("cuda:1");
        assertThat(inference.cudaOptions()).isEqualTo(Map.of("gpu_mem_limit", "1000", "use_tf32", "1"));
        assertThat(inference.maxBatch()).isZero();
        assertThat(inference.maxDelay()).isZero();
    }

    @Test
    void shouldTakeABucketForImagesAndAnotherForMasks() throws Exception {
        // Given
        var environment = Map.of(
                "MASKSTREAM_S3_ENDPOINT", "http://minio:9000",
                "MASKSTREAM_S3_PATH_STYLE", "true",
                "MASKSTREAM_SOURCE_BUCKETS", "photos, uploads-*",
                "MASKSTREAM_MASK_STORE", "s3://masks/pets",
                "MASKSTREAM_MASK_INLINE_LIMIT", "0");
        // When
        var config = WorkerConfig.of(load(null, environment, Map.of()));
        // Then
        assertThat(config.s3().endpoint()).hasToString("http://minio:9000");
        assertThat(config.s3().region()).isNull();
        assertThat(config.s3().pathStyle()).isTrue();
        assertThat(config.s3().buckets().match("uploads-2026")).isTrue();
        assertThat(config.s3().buckets().match("masks")).isFalse();
        assertThat(config.maskStore().place())
                .isEqualTo(new MaskStoreConfig.Bucket(new S3Address("masks", "pets", null)));
        assertThat(config.mask().inlineLimitBytes()).isZero();
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
        assertThatThrownBy(() -> load(file("model=a\nmodel=b\n"), Map.of(), Map.of()))
                .hasMessageContaining("model is set twice: worker.properties:1 and worker.properties:2");
    }

    private static SettingValues load(
            @Nullable Path file, Map<String, String> environment, Map<String, SettingValue> flags)
            throws SettingsException {
        return SettingValues.load(file, environment, flags, KAFKA);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("worker.properties"), text);
    }
}
