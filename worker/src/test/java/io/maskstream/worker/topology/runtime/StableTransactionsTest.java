package io.maskstream.worker.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StableTransactionsTest {
    @Test
    void shouldHaveTheSameTransactionalIdAfterARestart() {
        assertThat(id("app", "worker-1")).isEqualTo("app:worker-1:3");
    }

    @Test
    void shouldShareNoTransactionalIdWithAnotherApplication() {
        assertThat(id("maskstream-worker", "eu-1")).isNotEqualTo(id("maskstream", "worker-eu-1"));
    }

    private static String id(String application, String instance) {
        var supplier = new StableTransactions(new KafkaConfig(
                Map.of("bootstrap.servers", "localhost:9092"),
                application,
                instance,
                ProcessingGuarantee.EXACTLY_ONCE,
                Duration.ofMillis(50),
                1,
                Path.of("state"),
                Duration.ofSeconds(30),
                900_000));
        return supplier.stableId(application + "-5f9b3c1e-0000-4000-8000-000000000000-3");
    }
}
