package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.AT_LEAST_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.window.pending.Pending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What was restored waits for records before it that are read again, and no longer. */
final class RereadTest {
    private static final Duration QUIET = RereadGate.QUIET;

    @Test
    void shouldKeepARestoredRecordUntilReadingHasComeAsFar() {
        // Given: 6 left just before the crash, and its deletion is all that the crash kept of it
        var restarted = WindowUnderTest.openOn(new FakeStore(Map.of(1, record(7, "a"))), AT_LEAST_ONCE);
        restarted.work.at(7).end("done");
        // When
        assertThat(restarted.emit()).isEmpty();
        assertThat(restarted.window.holds(6)).isFalse();
        restarted.accept(6, "a");
        assertThat(restarted.window.holds(7)).isTrue();
        // Then
        assertThat(restarted.emit()).isEmpty();
        // When
        restarted.work.at(6).end("done");
        // Then
        assertThat(restarted.emit()).containsExactly(6L, 7L);
    }

    @Test
    void shouldLetARestoredRecordLeaveWhereNothingIsRead() {
        // Given
        var restarted = WindowUnderTest.openOn(new FakeStore(Map.of(0, record(7, "a"))), AT_LEAST_ONCE);
        restarted.work.at(7).end("done");
        // When
        restarted.clock.pass(QUIET.minusMillis(1));
        // Then
        assertThat(restarted.emit()).isEmpty();
        // When
        restarted.clock.pass(Duration.ofMillis(1));
        // Then
        assertThat(restarted.emit()).containsExactly(7L);
    }

    @Test
    void shouldKeepARestoredRecordWhileNobodyCanSayWhereReadingGoesOn() {
        // Given: brokers are away
        var resumption = new CompletableFuture<Long>();
        var restarted = WindowUnderTest.openOn(new FakeStore(Map.of(0, record(7, "a"))), AT_LEAST_ONCE, resumption);
        restarted.work.at(7).end("done");
        // When
        restarted.clock.pass(QUIET.multipliedBy(5));
        // Then
        assertThat(restarted.emit()).isEmpty();
        // When
        resumption.complete(8L);
        // Then
        assertThat(restarted.emit()).containsExactly(7L);
    }

    @Test
    void shouldKeepARestoredRecordBehindOneThatIsReadAgainHoweverLongThatTakes() {
        // Given: 6 left just before the crash, and neither its outcome nor its commit were kept
        var restarted = WindowUnderTest.openOn(
                new FakeStore(Map.of(1, record(7, "a"))), AT_LEAST_ONCE, CompletableFuture.completedFuture(6L));
        restarted.work.at(7).end("done");
        // When
        restarted.clock.pass(QUIET.multipliedBy(5));
        // Then
        assertThat(restarted.emit()).isEmpty();
        // When
        restarted.accept(6, "a");
        assertThat(restarted.window.holds(7)).isTrue();
        restarted.work.at(6).end("done");
        // Then
        assertThat(restarted.emit()).containsExactly(6L, 7L);
    }

    @Test
    void shouldNotKeepARestoredRecordForEverWhereWhatIsToBeReadAgainIsGone() {
        // Given
        var restarted = WindowUnderTest.openOn(
                new FakeStore(Map.of(1, record(7, "a"))), AT_LEAST_ONCE, CompletableFuture.completedFuture(6L));
        restarted.work.at(7).end("done");
        // When
        restarted.clock.pass(RereadGate.LONG_QUIET);
        // Then
        assertThat(restarted.emit()).containsExactly(7L);
    }

    @Test
    void shouldNotBeFullOfWhatWaitsForReading() {
        // Given: twice as many as there is room for, all of them done, and none may leave
        var held = new HashMap<Integer, Pending>();
        for (int slot = 0; slot < 8; slot++) {
            held.put(slot, record(100 + slot, null));
        }
        var restarted = WindowUnderTest.openOn(new FakeStore(held), AT_LEAST_ONCE);
        held.values().forEach(pending -> restarted.work.at(pending.offset()).end("done"));
        // When
        assertThat(restarted.emit()).isEmpty();
        // Then
        assertThat(restarted.window.isFull()).isFalse();
    }
}
