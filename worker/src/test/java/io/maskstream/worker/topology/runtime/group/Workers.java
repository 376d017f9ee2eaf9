package io.maskstream.worker.topology.runtime.group;

import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Workers with names. */
final class Workers {
    private Workers() {}

    static KafkaConfig named(String instanceId) {
        return named(instanceId, Map.of());
    }

    static KafkaConfig named(String instanceId, Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.put("bootstrap.servers", "kafka:9092");
        return new KafkaConfig(
                properties,
                "cats",
                instanceId,
                ProcessingGuarantee.EXACTLY_ONCE,
                Duration.ofMillis(100),
                1,
                Path.of("state"),
                Duration.ofSeconds(30),
                900_000);
    }
}
