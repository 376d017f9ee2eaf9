package io.maskstream.worker.topology.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a worker takes part in Kafka.
 *
 * @param properties Kafka's own, as its documentation has them; {@code bootstrap.servers} at least
 * @param applicationId workers with one id share the partitions
 * @param instanceId unique among live workers
 * @param longestRead most time that one image may take to be read
 * @param maskLimitBytes most bytes of a mask in an event
 */
public record KafkaConfig(
        Map<String, String> properties,
        String applicationId,
        String instanceId,
        ProcessingGuarantee guarantee,
        Duration commitInterval,
        int threads,
        Path stateDirectory,
        Duration longestRead,
        int maskLimitBytes) {
    /** What an event has beside its mask: classes, attributes, the reference. */
    private static final int BESIDE_THE_MASK = 64 * 1024;

    private static final Map<String, String> OURS = Map.of(
            "application.id", "application.id",
            "processing.guarantee", "processing.guarantee",
            "num.stream.threads", "stream.threads",
            "commit.interval.ms", "commit.interval",
            "state.dir", "state.dir",
            "group.instance.id", "instance.id",
            "transactional.id", "instance.id");

    public KafkaConfig {
        properties = Map.copyOf(properties);
        requireNonNull(applicationId, "applicationId is null");
        requireNonNull(instanceId, "instanceId is null");
        requireNonNull(guarantee, "guarantee is null");
        requireNonNull(stateDirectory, "stateDirectory is null");
        for (String name : properties.keySet()) {
            String bare = name.replaceFirst("^(main\\.consumer|consumer|producer|admin)\\.", "");
            if (OURS.containsKey(bare)) {
                throw new IllegalArgumentException(
                        "kafka.%s cannot be set: set %s instead".formatted(name, OURS.get(bare)));
            }
        }
        if (!properties.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is missing: say where Kafka is, host:port");
        }
        if (commitInterval.isZero()
                || commitInterval.isNegative()
                || longestRead.isZero()
                || longestRead.isNegative()) {
            throw new IllegalArgumentException("commit.interval and source.timeout must be more than 0");
        }
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return requireNonNull(properties.get("bootstrap.servers"));
    }

    /** Most bytes of an event's value. */
    public int maxEventBytes() {
        return Math.addExact(maskLimitBytes, BESIDE_THE_MASK);
    }
}
