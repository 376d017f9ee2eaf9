package io.maskstream.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maskstream.bench.model.Kernels.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KernelsTest {
    @Test
    void shouldTurnAKernelAndSwapItsChannels() {
        // Given one output of two inputs
        var kernel = new Kernel(1, 2, 1, 3, new float[] {1, 2, 3, 4, 5, 6});

        // When
        var turned = Kernels.turned(kernel);

        // Then
        assertThat(turned.first()).isEqualTo(2);
        assertThat(turned.second()).isEqualTo(1);
        assertThat(turned.values()).containsExactly(3, 2, 1, 6, 5, 4);
    }

    @Test
    void shouldPutThePhasesOfAKernelOfThreeTogether() {
        // Given: an even row takes the entries 2 and 0, an odd one the entry 1, and columns likewise
        var phases = List.of(
                new Kernel(1, 1, 2, 2, new float[] {22, 20, 2, 0}),
                new Kernel(1, 1, 2, 1, new float[] {21, 1}),
                new Kernel(1, 1, 1, 2, new float[] {12, 10}),
                new Kernel(1, 1, 1, 1, new float[] {11}));

        // When
        var kernel = Kernels.together(phases);

        // Then
        assertThat(kernel.values()).containsExactly(0, 1, 2, 10, 11, 12, 20, 21, 22);
    }

    @Test
    void shouldRefuseAKernelOverPhasesThatTheTrainerDoesNotWrite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernels.outOfPhases(new Kernel(4, 4, 1, 1, new float[16])))
                .withMessageContaining("1 x 1");
    }
}
