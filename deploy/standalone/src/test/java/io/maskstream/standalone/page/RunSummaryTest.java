package io.maskstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.StageMillis;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunSummaryTest {
    @Test
    void shouldHaveEveryStageUnderItsNameOnTheWire() {
        // Given
        StageMillis millis = new StageMillis(1, 2, 3, 4, 5, 6, 7, 8, 36);
        LatencyEvent latency = new LatencyEvent("cat", "worker-1", "cpu", "lesson:1", 1, 0, Instant.EPOCH, 1, millis);
        // When
        RunSummary summary = RunSummary.of(
                1, 1, List.of(), List.of(latency), new RunSummary.Timing(1, 0.5), "lesson:1", 1, "a machine");
        // Then
        assertThat(summary.stages().keySet())
                .containsExactly(
                        "topicWait", "queue", "fetch", "decode", "batchWait", "inference", "encode", "emit", "total");
        assertThat(summary.stages().values())
                .extracting(Percentiles::p50)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 36.0);
        assertThat(summary.imagesPerSecond()).isEqualTo(2);
    }
}
