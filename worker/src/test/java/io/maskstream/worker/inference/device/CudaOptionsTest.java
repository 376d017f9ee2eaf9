package io.maskstream.worker.inference.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CudaOptionsTest {

    @Test
    void shouldComputeAsACpuDoesUnlessToldOtherwise() throws Exception {
        assertThat(CudaOptions.of(2, Map.of()))
                .isEqualTo(Map.of(
                        "device_id", "2",
                        "arena_extend_strategy", "kSameAsRequested",
                        "cudnn_conv_algo_search", "EXHAUSTIVE",
                        "use_tf32", "0"));
    }

    @Test
    void shouldPassOnWhatIsSet() throws Exception {
        // When
        var options = CudaOptions.of(0, Map.of("use_tf32", "1", "gpu_mem_limit", "2147483648"));
        // Then
        assertThat(options)
                .containsEntry("use_tf32", "1")
                .containsEntry("gpu_mem_limit", "2147483648")
                .containsEntry("cudnn_conv_algo_search", "EXHAUSTIVE");
    }

    @Test
    void shouldTakeTheGpuFromOnePlaceAlone() {
        assertThatThrownBy(() -> CudaOptions.of(0, Map.of("device_id", "1")))
                .hasMessage("cuda.device_id cannot be set; set device=cuda:1 instead");
    }

    @Test
    void shouldShareTheLimitOfMemoryAmongAllSessions() throws Exception {
        // Given
        var options = CudaOptions.of(0, Map.of("gpu_mem_limit", "1600000000"));
        var sizes = Buckets.doubling(4); // 1, 2 and 4

        // When
        var limits = IntStream.of(sizes.sizes())
                .mapToObj(size -> CudaOptions.share(options, size, sizes, 2))
                .mapToLong(shared -> Long.parseLong(shared.getOrDefault("gpu_mem_limit", "0")))
                .toArray();

        // Then
        assertThat(limits).isSorted();
        assertThat(2 * LongStream.of(limits).sum()).isBetween(1_599_999_990L, 1_600_000_000L);
        assertThat(limits[0]).isGreaterThan(800_000_000 / 6);
    }

    @Test
    void shouldLeaveALimitThatIsNoNumberToOnnxRuntime() throws Exception {
        // Given
        var options = CudaOptions.of(0, Map.of("gpu_mem_limit", "2 GB"));
        // When / Then
        assertThat(CudaOptions.share(options, 1, Buckets.doubling(32), 1)).isEqualTo(options);
    }
}
