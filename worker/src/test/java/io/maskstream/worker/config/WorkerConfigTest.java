package io.maskstream.worker.config;

import static io.maskstream.worker.config.SettingsUnderTest.file;
import static io.maskstream.worker.config.SettingsUnderTest.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.s3.S3Address;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what was written to what the rooms are told. */
final class WorkerConfigTest {
    @TempDir
    private Path folder = Path.of("");

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
                "shutdown.drain|999999999999h|shutdown.drain must be at most 8760h, which is a year",
                "batch.max-delay|999999999999h|batch.max-delay must be at most 8760h, which is a year",
                "memory.max|999999999999gib|memory.max must be 1 byte or more and less than 2 GiB",
                "kafka.transaction.timeout.ms|500|kafka.transaction.timeout.ms must be no less than commit.interval (1000 ms)",
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
        var values = load(file(folder, "http.port=\\\n  abc\n"), Map.of(), Map.of());
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
}
