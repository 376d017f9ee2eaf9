package io.maskstream.worker.config;

import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.pipeline.MaskConfig;
import io.maskstream.worker.source.SourceConfig;
import io.maskstream.worker.telemetry.HttpConfig;
import io.maskstream.worker.topology.TopicsConfig;
import io.maskstream.worker.topology.runtime.KafkaConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * All that a worker is told, a record for each room.
 *
 * @param model path of the ONNX file
 * @param maxPixels largest image that is decoded
 */
public record WorkerConfig(
        KafkaConfig kafka,
        TopicsConfig topics,
        Path model,
        InferenceConfig inference,
        SourceConfig source,
        long maxPixels,
        MaskConfig mask,
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
                    new SourceConfig(
                            values.get(Settings.SOURCE_SCHEMES),
                            values.get(Settings.SOURCE_TIMEOUT),
                            values.get(Settings.SOURCE_MAX_BYTES)),
                    values.get(Settings.IMAGE_MAX_PIXELS),
                    new MaskConfig(
                            values.get(Settings.MASK_ENCODING),
                            values.get(Settings.MASK_SIZE),
                            values.get(Settings.MASK_EDGES),
                            values.get(Settings.MASK_INLINE_LIMIT)),
                    new HttpConfig(values.get(Settings.HTTP_HOST), values.get(Settings.HTTP_PORT)));
        } catch (IllegalArgumentException refused) {
            throw new SettingsException(List.of(refused.getMessage()));
        }
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
