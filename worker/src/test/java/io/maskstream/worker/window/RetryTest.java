package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.EXACTLY_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.FIRST_DELAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RetryTest {
    private static final Duration SECOND_DELAY = FIRST_DELAY.multipliedBy(2);

    private final WindowUnderTest ordered = WindowUnderTest.open(EXACTLY_ONCE);

    @Test
    void shouldTryAgainWhenItIsDue() {
        // Given
        ordered.accept(0, "a");
        // When
        ordered.work.at(0).failForNow("busy");
        // Then
        assertThat(ordered.emit()).isEmpty();
        assertThat(ordered.work.count()).isEqualTo(1);
        assertThat(ordered.window.begun()).isZero();
        assertThat(ordered.store.held().get(0)).satisfies(pending -> {
            assertThat(pending.attempt()).isEqualTo(2);
            assertThat(pending.notBefore()).isEqualTo(ordered.clock.millis() + FIRST_DELAY.toMillis());
        });
        // When
        ordered.clock.pass(FIRST_DELAY.minusMillis(1));
        ordered.emit();
        // Then
        assertThat(ordered.work.count()).isEqualTo(1);
        // When
        ordered.clock.pass(Duration.ofMillis(1));
        ordered.emit();
        // Then
        assertThat(ordered.work.count()).isEqualTo(2);
        assertThat(ordered.work.at(0).attempt().pending().attempt()).isEqualTo(2);
        assertThat(ordered.work.at(0).attempt().previous()).isEqualTo("busy");
    }

    @Test
    void shouldLetTheLastFailureLeave() {
        // Given
        ordered.accept(0, "a");
        // When
        ordered.work.at(0).failForNow("first");
        ordered.emit();
        ordered.clock.pass(FIRST_DELAY);
        ordered.emit();
        ordered.work.at(0).failForNow("second");
        ordered.emit();
        ordered.clock.pass(SECOND_DELAY);
        ordered.emit();
        ordered.work.at(0).failForNow("third");
        ordered.emit();
        // Then
        assertThat(ordered.left()).satisfiesExactly(finished -> {
            assertThat(finished.result()).isEqualTo("third");
            assertThat(finished.pending().attempt()).isEqualTo(3);
        });
        assertThat(ordered.window.isIdle()).isTrue();
    }

    @Test
    void shouldHoldUpItsOwnKeyAlone() {
        // Given
        ordered.accept(0, "a");
        ordered.accept(1, "a");
        ordered.accept(2, "b");
        ordered.work.at(0).failForNow("busy");
        // When
        ordered.work.at(1).end("done");
        ordered.work.at(2).end("done");
        // Then
        assertThat(ordered.emit()).containsExactly(2L);
        // When
        ordered.clock.pass(FIRST_DELAY);
        ordered.emit();
        ordered.work.at(0).end("done");
        // Then
        assertThat(ordered.emit()).containsExactly(0L, 1L);
    }

    @Test
    void shouldNotTryAgainWhatWillNotPass() {
        // Given
        ordered.accept(0, "a");
        // When
        ordered.work.at(0).end("not an image");
        // Then
        assertThat(ordered.emit()).containsExactly(0L);
        assertThat(ordered.work.count()).isEqualTo(1);
    }

    @Property
    void shouldDoubleTheDelayGiveOrTakeAFifth(
            @ForAll @IntRange(min = 1, max = 100) int attempt, @ForAll @DoubleRange(max = 1) double random) {
        // Given
        var retry = new Retry(1_000, Duration.ofMillis(500), Duration.ofMinutes(1));
        // When
        long delay = retry.delayAfter(attempt, random);
        // Then
        double nominal = Math.min(60_000, 500 * Math.pow(2, attempt - 1));
        assertThat(delay).isBetween(Math.round(nominal * 0.8), Math.min(60_000, Math.round(nominal * 1.2)));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> new Retry(0, Duration.ZERO, Duration.ZERO))
                .hasMessage("retry.attempts is 0: the least is 1, which is the first attempt and no retry");
        assertThatThrownBy(() -> new Retry(1, Duration.ofMillis(-1), Duration.ZERO))
                .hasMessage("retry.delay is PT-0.001S: the least is 0");
        assertThatThrownBy(() -> new Retry(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("shorter than the first");
        assertThatThrownBy(() -> new WindowConfig(0, Order.KEY, WindowUnderTest.RETRY, false))
                .hasMessage("window.size is 0: the least is 1");
    }
}
