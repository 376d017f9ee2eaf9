package io.maskstream.worker.cli.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hook's end, without a process that ends. */
final class StopSignalTest {
    private final List<Integer> exitCodes = new ArrayList<>();

    @Test
    void shouldEndWithSuccessWhereTheCommandFinishesInTime() {
        // Given
        var signal = new StopSignal(Duration.ofHours(1), () -> {}, exitCodes::add);
        // When
        signal.close();
        signal.end();
        // Then
        assertThat(exitCodes).containsExactly(0);
    }

    @Test
    void shouldFailWhereItDoesNot() {
        // Given
        var signal = new StopSignal(Duration.ZERO, () -> {}, exitCodes::add);
        // When
        signal.end();
        // Then
        assertThat(exitCodes).containsExactly(1);
    }
}
