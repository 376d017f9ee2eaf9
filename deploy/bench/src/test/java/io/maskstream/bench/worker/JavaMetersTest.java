package io.maskstream.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maskstream.worker.telemetry.Meters;
import org.junit.jupiter.api.Test;

final class JavaMetersTest {
    @Test
    void shouldAddUpTheHeapsPoolsAndLeaveOutTheRest() {
        // Given
        String metrics = """
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1048576.0
                jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 2.097152E6
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9999999.0
                """;

        // Then
        assertThat(JavaMeters.heap(metrics)).isEqualTo(3 * 1024 * 1024);
    }

    @Test
    void shouldFindTheHeapInWhatAWorkerTells() {
        try (var meters = new Meters()) {
            assertThat(JavaMeters.heap(meters.scrape())).isPositive();
        }
    }

    @Test
    void shouldSayWhenAWorkerTellsNoHeap() {
        assertThatIllegalArgumentException().isThrownBy(() -> JavaMeters.heap("maskstream_ready 1.0"));
    }

    @Test
    void shouldFindHowLongAWorkersCompilersHaveWorked() {
        try (var meters = new Meters()) {
            assertThat(JavaMeters.compilation(meters.scrape())).isPositive();
        }
    }
}
