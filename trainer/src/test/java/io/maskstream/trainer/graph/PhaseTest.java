package io.maskstream.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code out[2 m + phase]} of a transposed convolution of stride 2, worked out by hand. */
class PhaseTest {
    @Test
    void shouldTakeTwoAndOneOfThreeEntries() {
        // When
        Phase even = Phase.of(3, 0, 0);
        Phase odd = Phase.of(3, 0, 1);

        // Then: out[2m] = in[m - 1] k[2] + in[m] k[0]; out[2m + 1] = in[m] k[1]
        assertPhase(even, -1, 2, 0);
        assertPhase(odd, 0, 1);
        assertThat(even.paddingBefore()).isEqualTo(1);
        assertThat(even.paddingAfter()).isZero();
        assertThat(odd.paddingBefore()).isZero();
        assertThat(odd.paddingAfter()).isZero();
    }

    @Test
    void shouldTakeTwoAndThreeOfFiveEntriesOfACroppedResult() {
        // When
        Phase even = Phase.of(5, 1, 0);
        Phase odd = Phase.of(5, 1, 1);

        // Then: out[2m] = in[m - 1] k[3] + in[m] k[1]; out[2m + 1] = in[m - 1] k[4] + in[m] k[2] + in[m + 1] k[0]
        assertPhase(even, -1, 3, 1);
        assertPhase(odd, -1, 4, 2, 0);
        assertThat(odd.paddingBefore()).isEqualTo(1);
        assertThat(odd.paddingAfter()).isEqualTo(1);
    }

    private static void assertPhase(Phase phase, int first, long... indices) {
        assertThat(phase.first()).isEqualTo(first);
        assertThat(phase.indices()).containsExactly(indices);
    }
}
