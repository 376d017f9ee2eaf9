package io.maskstream.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.inference.device.CudaProbe;
import io.maskstream.worker.inference.device.DeviceChoice;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.testing.TestModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which device a model is opened on, on machines that pretend. Whatever they pretend, ONNX Runtime itself has the last word. */
class DevicesTest {
    private static final CudaProbe NO_DRIVER = new CudaProbe(() -> true, "Linux", "amd64", path -> false);
    private static final CudaProbe CPU_BUILD = new CudaProbe(() -> false, "Linux", "amd64", path -> true);
    private static final CudaProbe ALL_IS_THERE = new CudaProbe(() -> true, "Linux", "amd64", path -> true);

    private final Path folder;

    DevicesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SegmentationModel open(DeviceChoice device, Map<String, String> cudaOptions, CudaProbe probe)
            throws Exception {
        return SegmentationModel.open(
                TestModels.colours(1, 1).writeTo(folder),
                new InferenceConfig(device, 1, 1, 0, Duration.ZERO, cudaOptions),
                InferenceObserver.NONE,
                probe);
    }

    @Test
    void shouldUseTheCpuAndSayWhyWhereThereIsNoDriver() throws Exception {
        // When
        try (var model = open(DeviceChoice.AUTO, Map.of(), NO_DRIVER)) {
            // Then
            assertThat(model.device().name()).isEqualTo("cpu");
            assertThat(model.device().fallback().orElseThrow())
                    .startsWith("CUDA is not used: there is no NVIDIA driver here")
                    .endsWith(".");
        }
    }

    @Test
    void shouldRefuseToStartOnCudaWithoutADriver() {
        assertThatThrownBy(() -> open(DeviceChoice.cuda(1), Map.of(), NO_DRIVER))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("device=cuda:1 cannot be used: there is no NVIDIA driver here")
                .hasMessageContaining("--gpus all");
    }

    @Test
    void shouldRefuseToStartOnCudaInABuildForCpus() {
        assertThatThrownBy(() -> open(DeviceChoice.cuda(0), Map.of(), CPU_BUILD))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("ONNX Runtime for CPUs only; build with -P cuda");
    }

    @Test
    void shouldBelieveOnnxRuntimeMoreThanTheProbe() throws Exception {
        // When
        try (var model = open(DeviceChoice.AUTO, Map.of(), ALL_IS_THERE)) {
            // Then
            assertThat(model.device().name()).isEqualTo("cpu");
            assertThat(model.device().fallback()).isPresent();
        }
        assertThatThrownBy(() -> open(DeviceChoice.cuda(0), Map.of(), ALL_IS_THERE))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("device=cuda:0 cannot be used: ");
    }

    @Test
    void shouldRefuseToNameTheGpuTwice() {
        assertThatThrownBy(() -> open(DeviceChoice.cuda(0), Map.of("device_id", "3"), ALL_IS_THERE))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("set device=cuda:3 instead");
    }

    @Test
    void shouldNotLookForCudaWhereTheCpuIsAskedFor() throws Exception {
        // Given
        var untouchable = new CudaProbe(
                () -> {
                    throw new AssertionError("was asked");
                },
                "Linux",
                "amd64",
                path -> true);
        // When
        try (var model = open(DeviceChoice.CPU, Map.of(), untouchable)) {
            // Then
            assertThat(model.device().fallback()).isEmpty();
        }
    }
}
