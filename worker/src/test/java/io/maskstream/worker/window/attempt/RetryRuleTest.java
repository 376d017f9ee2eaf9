package io.maskstream.worker.window.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The rule of retries, by itself. */
final class RetryRuleTest {
    @Property
    void shouldDoubleTheDelayGiveOrTakeAFifth(
            @ForAll @IntRange(min = 1, max = 100) int attempt, @ForAll @DoubleRange(max = 1) double random) {
        // Given
        var retry = new Retry(1_000, Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofMinutes(2), 1);
        // When
        long delay = retry.delayAfter(attempt, random);
        // Then
        double nominal = Math.min(60_000, 500 * Math.pow(2, attempt - 1));
        assertThat(delay).isBetween(Math.round(nominal * 0.8), Math.min(60_000, Math.round(nominal * 1.2)));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> retry(0, Duration.ZERO, Duration.ZERO))
                .hasMessage("retry.attempts is 0: the least is 1, which is the first attempt and no retry");
        assertThatThrownBy(() -> retry(1, Duration.ofMillis(-1), Duration.ZERO))
                .hasMessage("retry.delay is PT-0.001S: the least is 0");
        assertThatThrownBy(() -> retry(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("retry.max-delay, PT1S, is shorter than retry.delay, PT2S");
        assertThatThrownBy(() -> new Retry(1, Duration.ZERO, Duration.ZERO, Duration.ofDays(8), 1))
                .hasMessageContaining("retry.max-time is PT192H: it is from 0 to 7 days");
        assertThatThrownBy(() -> new Retry(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0))
                .hasMessage("retry.waiting is 0: the least is 1");
    }

    private static Retry retry(int attempts, Duration firstDelay, Duration longestDelay) {
        return new Retry(attempts, firstDelay, longestDelay, Duration.ZERO, 1);
    }
}
