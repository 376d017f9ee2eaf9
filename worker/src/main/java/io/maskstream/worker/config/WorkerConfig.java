package io.maskstream.worker.config;

import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.pipeline.stage.StagesConfig;
import io.maskstream.worker.s3.S3Config;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.telemetry.HttpConfig;
import io.maskstream.worker.topology.TopicsConfig;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.attempt.Retry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All that a worker is told, a record for each room.
 *
 * @param model path of the ONNX file
 * @param drain longest time for images at hand to end when the worker is stopped
 * @param maxPixels largest image that is decoded
 */
public record WorkerConfig(
        KafkaConfig kafka,
        TopicsConfig topics,
        Path model,
        InferenceConfig inference,
        WindowConfig window,
        StagesConfig stages,
        Duration drain,
        SourceConfig source,
        S3Config s3,
        long maxPixels,
        MaskConfig mask,
        MaskStoreConfig maskStore,
        HttpConfig http) {

    /** Reads all settings; the first that is malformed is named. */
    public static WorkerConfig of(SettingValues values) throws SettingsException {
        try {
            return new WorkerConfig(
                    kafka(values),
                    new TopicsConfig(
                            values.get(Settings.TOPICS_PREFIX),
                            values.get(Settings.TOPICS_CREATE),
                            values.get(Settings.TOPICS_PARTITIONS),
                            values.get(Settings.TOPICS_REPLICATION)),
                    values.get(Settings.MODEL),
                    new InferenceConfig(
                            values.get(Settings.DEVICE),
                            values.get(Settings.INFERENCE_SESSIONS),
                            values.get(Settings.INFERENCE_THREADS),
                            values.get(Settings.BATCH_MAX),
                            values.get(Settings.BATCH_MAX_DELAY),
                            values.under(Settings.CUDA_PREFIX)),
                    window(values),
                    stages(values),
                    values.get(Settings.SHUTDOWN_DRAIN),
                    new SourceConfig(
                            values.get(Settings.SOURCE_SCHEMES),
                            values.get(Settings.SOURCE_TIMEOUT),
                            values.get(Settings.SOURCE_MAX_BYTES),
                            new ReadPolicy(
                                    values.get(Settings.SOURCE_ROOTS),
                                    values.get(Settings.SOURCE_HOSTS),
                                    values.get(Settings.SOURCE_PORTS),
                                    values.get(Settings.SOURCE_NETWORKS),
                                    values.get(Settings.SOURCE_MAX_REDIRECTS),
                                    values.get(Settings.SOURCE_SYSTEM_PROXY))),
                    S3Settings.of(values),
                    values.get(Settings.IMAGE_MAX_PIXELS),
                    new MaskConfig(
                            values.get(Settings.MASK_ENCODING),
                            values.get(Settings.MASK_SIZE),
                            values.get(Settings.MASK_EDGES),
                            values.get(Settings.MASK_INLINE_LIMIT)),
                    maskStore(values),
                    new HttpConfig(values.get(Settings.HTTP_HOST), values.get(Settings.HTTP_PORT)));
        } catch (IllegalArgumentException refused) {
            throw new SettingsException(List.of(refused.getMessage()));
        }
    }

    private static MaskStoreConfig maskStore(SettingValues values) throws SettingsException {
        var place = values.get(Settings.MASK_STORE);
        if (place.isEmpty() && values.get(Settings.MASK_INLINE_LIMIT) == 0) {
            throw new SettingsException(
                    List.of(
                            "mask.inline-limit is 0, which leaves masks no way out; set mask.store to where they may go, or the limit to 1 or more"));
        }
        return new MaskStoreConfig(place.orElse(null), values.get(Settings.MASK_STORE_TIMEOUT));
    }

    private static WindowConfig window(SettingValues values) throws SettingsException {
        return new WindowConfig(
                values.get(Settings.WINDOW_SIZE),
                values.get(Settings.WINDOW_ORDER),
                new Retry(
                        values.get(Settings.RETRY_ATTEMPTS),
                        values.get(Settings.RETRY_DELAY),
                        values.get(Settings.RETRY_MAX_DELAY),
                        values.get(Settings.RETRY_MAX_TIME),
                        values.get(Settings.RETRY_WAITING)),
                values.get(Settings.GUARANTEE) == ProcessingGuarantee.AT_LEAST_ONCE);
    }

    private static StagesConfig stages(SettingValues values) throws SettingsException {
        int memory = values.get(Settings.MEMORY_MAX);
        int image = values.get(Settings.SOURCE_MAX_BYTES);
        if (memory / 2 < image) {
            throw new SettingsException(List.of(
                    "memory.max must be at least twice source.max-bytes, for half of it is for images as they were read; it is %,d bytes, and source.max-bytes %,d"
                            .formatted(memory, image)));
        }
        return new StagesConfig(
                values.get(Settings.FETCH_THREADS),
                values.get(Settings.DECODE_THREADS),
                values.get(Settings.ENCODE_THREADS),
                memory);
    }

    private static KafkaConfig kafka(SettingValues values) throws SettingsException {
        values.get(Settings.BOOTSTRAP);
        return new KafkaConfig(
                values.kafka(),
                values.get(Settings.APPLICATION_ID),
                values.get(Settings.INSTANCE_ID),
                values.get(Settings.GUARANTEE),
                values.get(Settings.COMMIT_INTERVAL),
                values.get(Settings.STREAM_THREADS),
                values.get(Settings.STATE_DIR),
                values.get(Settings.SOURCE_TIMEOUT),
                values.get(Settings.MASK_INLINE_LIMIT));
    }
}
