package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.EXACTLY_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.FIRST_DELAY;
import static io.maskstream.worker.window.WindowUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingCodec;
import io.maskstream.worker.window.pending.PendingStore;
import io.maskstream.worker.window.pending.SlotVisitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A window on a store that an earlier one filled. */
final class RestartTest {
    @Test
    void shouldTakeUpAllThatTheStoreHoldsByOffset() {
        // Given
        var held = new HashMap<Integer, Pending>();
        for (int slot = 0; slot < 10; slot++) {
            held.put(slot, record(100 - slot, null));
        }
        // When
        var restarted = WindowUnderTest.openOn(new FakeStore(held), EXACTLY_ONCE);
        // Then
        assertThat(restarted.work.offsets()).hasSize(10).isSorted();
        assertThat(restarted.window.isFull()).isTrue();
        assertThat(restarted.window.holds(95)).isTrue();
        // When
        restarted.work.at(95).end("done");
        restarted.emit();
        // Then
        assertThat(restarted.left())
                .satisfiesExactly(finished -> assertThat(finished.restored()).isTrue());
        assertThat(restarted.store.held()).hasSize(9).doesNotContainKey(5);
    }

    @Test
    void shouldStillWaitForARetryThatIsNotDue() {
        // Given
        var before = WindowUnderTest.open(EXACTLY_ONCE);
        before.accept(0, "a");
        before.work.at(0).failForNow("busy");
        before.emit();
        before.window.close();
        before.clock.pass(FIRST_DELAY.minusMillis(1));
        // When
        var restarted = before.reopened(EXACTLY_ONCE);
        // Then
        assertThat(restarted.emit()).isEmpty();
        assertThat(restarted.work.count()).isZero();
        assertThat(restarted.window.begun()).isZero();
        // When
        restarted.clock.pass(Duration.ofMillis(1));
        restarted.emit();
        // Then
        assertThat(restarted.work.at(0).attempt().pending().attempt()).isEqualTo(2);
        assertThat(restarted.work.at(0).attempt().previous()).isNull();
    }

    @Test
    void shouldNotWaitLongerThanARecordMayTakeBecauseOfAClockThatWasAhead() {
        // Given
        var ahead = new Pending(0, null, null, List.of(), 0, 0, 2, Long.MAX_VALUE);
        var restarted = WindowUnderTest.openOn(new FakeStore(Map.of(0, ahead)), EXACTLY_ONCE);
        // When
        restarted.clock.pass(WindowUnderTest.RETRY.longestTime());
        restarted.emit();
        // Then
        assertThat(restarted.work.offsets()).containsExactly(0L);
    }

    @Test
    void shouldCountTheTimeThatEarlierWindowsTook() {
        // Given
        var before = WindowUnderTest.open(EXACTLY_ONCE);
        before.accept(0, "a");
        before.window.close();
        before.clock.pass(WindowUnderTest.RETRY.longestTime());
        // When
        var restarted = before.reopened(EXACTLY_ONCE);
        restarted.work.at(0).failForNow("busy");
        // Then
        assertThat(restarted.emit()).containsExactly(0L);
        assertThat(restarted.left().get(0).givenUp())
                .isEqualTo(new Retry.GivenUp(Retry.GivenUp.Why.TIME, 1, WindowUnderTest.RETRY.longestTime()));
    }

    @Test
    void shouldTryARecordThatAClockBehindThisOneTookUp() {
        // Given
        var before = WindowUnderTest.open(EXACTLY_ONCE);
        before.accept(0, "a");
        before.window.close();
        before.clock.jump(Duration.ofHours(-5));
        // When
        var restarted = before.reopened(EXACTLY_ONCE);
        restarted.work.at(0).failForNow("busy");
        restarted.emit();
        restarted.clock.pass(FIRST_DELAY);
        restarted.emit();
        // Then
        assertThat(restarted.work.at(0).attempt().pending().attempt()).isEqualTo(2);
    }

    @Test
    void shouldNotMixUpTheAnswersOfAnEarlierWindow() {
        // Given
        var before = WindowUnderTest.open(EXACTLY_ONCE);
        before.accept(0, "a");
        before.window.close();
        var restarted = before.reopened(EXACTLY_ONCE);
        // When
        before.work.at(0).end("late");
        // Then
        assertThat(restarted.emit()).isEmpty();
        // When
        restarted.work.at(0).end("in time");
        restarted.emit();
        // Then
        assertThat(restarted.left()).extracting(Finished::result).containsExactly("in time");
    }

    @Test
    void shouldForgetASecondEntryOfTheSameRecord() {
        // Given
        var store = new FakeStore(Map.of(0, record(7, "a"), 3, record(7, "a")));
        // When
        var restarted = WindowUnderTest.openOn(store, EXACTLY_ONCE);
        restarted.work.at(7).end("done");
        // Then
        assertThat(restarted.emit()).containsExactly(7L);
        assertThat(restarted.work.count()).isEqualTo(1);
        assertThat(store.held()).isEmpty();
    }

    @Test
    void shouldNotOpenOnWhatCannotBeRead() {
        // Given
        var unreadable = new PendingStore() {
            @Override
            public void put(int slot, Pending pending) {}

            @Override
            public void delete(int slot) {}

            @Override
            public void forEach(SlotVisitor visitor) {
                visitor.visit(0, new PendingCodec().read(new byte[] {1, 2}));
            }
        };
        var window = new InFlightWindow<>(
                EXACTLY_ONCE, new WindowGroup(), unreadable, new FakeWork(), new ManualClock(), () -> 0, () -> 0.5);
        // When, Then
        assertThatThrownBy(window::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be read");
    }
}
