package io.maskstream.verify.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.verify.event.Plan;
import io.maskstream.verify.event.Reference;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.topology.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunTest {
    private final ClientConfig nobody =
            new ClientConfig(Map.of("bootstrap.servers", "127.0.0.1:1"), new Topics("verify"), Duration.ofSeconds(1));

    @Test
    void shouldTellThatNotAllWasSentWhereItsSenderBroke() {
        // Given: a reference that no event can carry
        var plan = new Plan("run1", 7, 5, 1, 0, List.of(Reference.unknown("no uri")), List.of());
        // When
        try (var run = Run.start(nobody, plan, Pace.unbounded())) {
            await().until(run::isOver);
            // Then
            assertThat(run.trouble()).hasValueSatisfying(why -> assertThat(why)
                    .contains("only 0 of 5 events were sent", "IllegalArgumentException"));
        }
    }
}
