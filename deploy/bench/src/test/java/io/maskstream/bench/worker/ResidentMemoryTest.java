package io.maskstream.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ResidentMemoryTest {
    @Test
    void shouldReadTheResidentSizeFromLinux() throws Exception {
        assertThat(ResidentMemory.ofStatus("Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t9\n"))
                .isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void shouldSayThatAProcessHasEnded() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ResidentMemory.ofStatus("State:\tZ (zombie)\n"));
    }
}
