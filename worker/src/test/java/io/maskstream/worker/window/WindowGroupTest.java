package io.maskstream.worker.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Windows that share their room; each has room for four. */
final class WindowGroupTest {
    private final WindowGroup group = new WindowGroup();
    private final WindowUnderTest one = WindowUnderTest.openIn(group);
    private final WindowUnderTest other = WindowUnderTest.openIn(group);

    @Test
    void shouldLetOneWindowHaveTheRoomThatAnotherDoesNotNeed() {
        // When
        for (int offset = 0; offset < 7; offset++) {
            one.accept(offset, null);
        }
        boolean full = one.window.isFull();
        one.accept(7, null);
        // Then
        assertThat(full).isFalse();
        assertThat(one.window.isFull()).isTrue();
        assertThat(other.window.isFull()).isTrue();
        assertThat(group.inFlight()).isEqualTo(8);
    }

    @Test
    void shouldHaveRoomAgainAsSoonAsSomethingIsAnswered() {
        // Given
        for (int offset = 0; offset < 8; offset++) {
            one.accept(offset, null);
        }
        // When: it has not left yet
        one.work.at(3).end("done");
        // Then
        assertThat(other.window.isFull()).isFalse();
    }

    @Test
    void shouldBeFullWhereTwiceAsMuchWaitsForItsTurn() {
        // Given: all of one key, and the first is not answered
        for (int offset = 0; offset < 16; offset++) {
            one.accept(offset, "a");
        }
        for (int offset = 1; offset < 16; offset++) {
            one.work.at(offset).end("done");
        }
        // When
        one.emit();
        // Then
        assertThat(one.window.isFull()).isTrue();
        // When
        one.work.at(0).end("done");
        one.emit();
        // Then
        assertThat(one.window.isFull()).isFalse();
    }

    @Test
    void shouldBeFullBeforeItsRoomIsTakenWhereThereIsEnoughAtHand() {
        // Given
        var enough = new AtomicBoolean();
        var supplied = WindowUnderTest.openIn(new WindowGroup(enough::get));
        supplied.accept(0, null);
        boolean before = supplied.window.isFull();
        // When
        enough.set(true);
        // Then
        assertThat(before).isFalse();
        assertThat(supplied.window.isFull()).isTrue();
        // When
        enough.set(false);
        // Then
        assertThat(supplied.window.isFull()).isFalse();
    }

    @Test
    void shouldSayWhetherAnotherWindowHasAnOutcomeThatItsThreadHasToFetch() {
        // Given
        one.accept(0, "a");
        other.accept(0, "b");
        // When: another attempt will follow
        other.work.at(0).failForNow("away");
        // Then
        assertThat(one.window.othersHaveOutcomes()).isFalse();
        // When
        other.accept(1, "c");
        other.work.at(1).end("done");
        // Then
        assertThat(one.window.othersHaveOutcomes()).isTrue();
        assertThat(other.window.othersHaveOutcomes()).isFalse();
        // When
        other.emit();
        // Then
        assertThat(one.window.othersHaveOutcomes()).isFalse();
    }

    @Test
    void shouldNotWaitForTheOutcomesOfAnotherThread() throws Exception {
        // Given
        var elsewhere = new WindowUnderTest[1];
        var thread = new Thread(() -> elsewhere[0] = WindowUnderTest.openIn(group));
        thread.start();
        thread.join();
        elsewhere[0].accept(0, "a");
        // When
        elsewhere[0].work.at(0).end("done");
        // Then
        assertThat(one.window.othersHaveOutcomes()).isFalse();
    }

    @Test
    void shouldForgetAWindowThatIsClosed() {
        // Given
        one.accept(0, "a");
        // When
        one.window.close();
        // Then
        assertThat(group.size()).isEqualTo(1);
        assertThat(group.inFlight()).isZero();
    }

    @Test
    void shouldSayWhatADrainHadToLeave() throws Exception {
        // Given
        one.accept(0, "a");
        other.accept(0, "b");
        other.work.at(0).end("done");
        other.emit();
        // When
        int left = group.drain(Duration.ZERO);
        // Then
        assertThat(left).isEqualTo(1);
        assertThat(group.isDraining()).isTrue();
    }
}
