package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.EXACTLY_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.attempt.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What goes in, what comes out, and how it ends. */
final class InFlightWindowTest {
    private final WindowUnderTest ordered = WindowUnderTest.open(EXACTLY_ONCE);
    private final InFlightWindow<String> window = ordered.window;

    @Test
    void shouldRememberThenBeginThenLetLeaveThenForget() {
        // When
        ordered.accept(7, "a");
        // Then
        assertThat(ordered.store.held()).containsOnlyKeys(0);
        assertThat(ordered.work.offsets()).containsExactly(7L);
        assertThat(ordered.emit()).isEmpty();
        // When
        ordered.work.at(7).end("a mask");
        // Then
        assertThat(ordered.emit()).containsExactly(7L);
        assertThat(ordered.left()).satisfiesExactly(finished -> {
            assertThat(finished.result()).isEqualTo("a mask");
            assertThat(finished.restored()).isFalse();
        });
        assertThat(ordered.store.held()).isEmpty();
        assertThat(window.isIdle()).isTrue();
    }

    @Test
    void shouldSayWhenItIsFullAndAcceptAllTheSame() {
        // When
        for (int offset = 0; offset < 3; offset++) {
            ordered.accept(offset, null);
        }
        // Then
        assertThat(window.isFull()).isFalse();
        // When
        ordered.accept(3, null);
        ordered.accept(4, null);
        // Then
        assertThat(window.isFull()).isTrue();
        assertThat(window.inFlight()).isEqualTo(5);
        assertThat(ordered.work.offsets()).hasSize(5);
    }

    @Test
    void shouldTakeAnswersThatComeBeforeBeginReturns() {
        // Given
        var left = new ArrayList<Finished<String>>();
        var atOnce = new InFlightWindow<String>(
                new WindowConfig(4, Order.KEY, new Retry(3, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1), false),
                new WindowGroup(),
                new FakeStore(),
                (attempt, answer) -> answer.accept(new Verdict<>(
                        "attempt " + attempt.pending().attempt(),
                        attempt.pending().attempt() < 3)),
                new ManualClock(),
                () -> 0,
                () -> 0.5);
        atOnce.open();
        // When
        atOnce.accept(record(0, "a"));
        atOnce.accept(record(1, "a"));
        atOnce.emit(left::add, Integer.MAX_VALUE);
        // Then
        assertThat(left).extracting(Finished::result).containsExactly("attempt 3", "attempt 3");
        assertThat(atOnce.isIdle()).isTrue();
    }

    @Test
    void shouldIgnoreASecondAnswer() {
        // Given
        ordered.accept(0, "a");
        ordered.accept(1, "b");
        // When
        ordered.work.at(0).end("first");
        ordered.work.at(0).end("second");
        ordered.emit();
        ordered.work.at(0).failForNow("third");
        ordered.emit();
        // Then
        assertThat(ordered.left()).extracting(Finished::result).containsExactly("first");
        assertThat(window.inFlight()).isEqualTo(1);
        assertThat(window.begun()).isEqualTo(1);
    }

    @Test
    void shouldRefuseARecordThatIsInFlight() {
        // Given
        ordered.accept(7, "a");
        // When, Then
        assertThat(window.holds(7)).isTrue();
        assertThat(window.holds(8)).isFalse();
        assertThatThrownBy(() -> ordered.accept(7, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The record at offset 7 is in flight already: ask holds() first.");
        // When
        ordered.work.at(7).end("done");
        ordered.emit();
        // Then
        assertThat(window.holds(7)).isFalse();
    }

    @Test
    void shouldDropAnswersAfterItWasClosed() {
        // Given
        ordered.accept(0, "a");
        ordered.accept(1, "b");
        ordered.work.at(0).end("in time");
        assertThat(ordered.work.at(1).attempt().isAbandoned()).isFalse();
        // When
        window.close();
        ordered.work.at(1).end("late");
        // Then
        assertThat(ordered.work.at(1).attempt().isAbandoned()).isTrue();
        assertThat(ordered.emit()).isEmpty();
        assertThat(ordered.store.held()).hasSize(2);
        assertThatThrownBy(() -> ordered.accept(2, "a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not open");
    }

    @Test
    void shouldOnlyRememberWhileItHolds() {
        // Given
        ordered.accept(0, "a");
        ordered.accept(1, "b");
        // When
        window.hold();
        ordered.accept(2, "c");
        ordered.work.at(0).end("done");
        ordered.work.at(1).failForNow("busy");
        // Then
        assertThat(ordered.emit()).containsExactly(0L);
        ordered.clock.pass(Duration.ofHours(1));
        assertThat(ordered.emit()).isEmpty();
        assertThat(ordered.work.offsets()).containsExactly(0L, 1L);
        assertThat(window.inFlight()).isEqualTo(2);
        assertThat(window.begun()).isZero();
        // When
        window.close();
        var next = ordered.reopened(EXACTLY_ONCE);
        // Then
        assertThat(next.work.offsets()).containsExactly(1L, 2L);
        assertThat(next.work.at(1).attempt().pending().attempt()).isEqualTo(2);
    }

    @Test
    void shouldNeedToBeOpenedOnce() {
        // Given
        var closed = new InFlightWindow<>(
                EXACTLY_ONCE, new WindowGroup(), ordered.store, ordered.work, ordered.clock, ordered.clock, () -> 0.5);
        // When, Then
        assertThatThrownBy(() -> closed.accept(record(0, "a"))).hasMessageContaining("not open");
        assertThatThrownBy(window::open).hasMessageContaining("opened already");
    }

    @Test
    void shouldRefuseToHaveNoRoom() {
        assertThatThrownBy(() -> new WindowConfig(0, Order.KEY, WindowUnderTest.RETRY, false))
                .hasMessage("window.size is 0: the least is 1");
    }
}
