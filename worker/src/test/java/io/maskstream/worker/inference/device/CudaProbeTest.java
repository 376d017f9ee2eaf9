package io.maskstream.worker.inference.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CudaProbeTest {

    @ParameterizedTest
    @ValueSource(strings = {"/dev/nvidiactl", "/dev/nvidia0", "/proc/driver/nvidia", "/dev/dxg"})
    void shouldFindNoObstacleWhereTheDriverShowsItself(String trace) {
        // When
        var probe = new CudaProbe(() -> true, "Linux", "amd64", Path.of(trace)::equals);
        // Then
        assertThat(probe.obstacle()).isEmpty();
    }

    @Test
    void shouldMissTheDriverOnLinux() {
        // When
        var probe = new CudaProbe(() -> true, "Linux", "amd64", path -> false);
        // Then
        assertThat(probe.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("no NVIDIA driver"));
    }

    @Test
    void shouldLeaveTheDriverOnWindowsToOnnxRuntime() {
        // When
        var probe = new CudaProbe(() -> true, "Windows 11", "amd64", path -> false);
        // Then
        assertThat(probe.obstacle()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X,aarch64", "Linux,aarch64", "Windows 11,aarch64", "FreeBSD,amd64"})
    void shouldKnowWhereOnnxRuntimeHasNoCuda(String system, String architecture) {
        // When
        var probe = new CudaProbe(() -> true, system, architecture, path -> true);
        // Then
        assertThat(probe.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("Linux and Windows on x64 alone", architecture));
    }

    @Test
    void shouldNameTheProfileWhereTheBuildIsForCpus() {
        // When
        var probe = new CudaProbe(() -> false, "Linux", "amd64", path -> true);
        // Then
        assertThat(probe.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("-P cuda"));
    }
}
