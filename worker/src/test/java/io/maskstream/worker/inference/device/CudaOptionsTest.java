package io.maskstream.worker.inference.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
}
