package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.EXACTLY_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.FIRST_DELAY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.window.attempt.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void shouldSayWhyItWasGivenUp() {
        // Given
        ordered.accept(0, "a");
        ordered.accept(1, "b");
        ordered.work.at(1).end("not an image");
        // When
        for (var delay : List.of(FIRST_DELAY, SECOND_DELAY, Duration.ZERO)) {
            ordered.work.at(0).failForNow("busy");
            ordered.emit();
            ordered.clock.pass(delay);
            ordered.emit();
        }
        // Then
        assertThat(ordered.left())
                .extracting(Finished::givenUp)
                .containsExactly(
                        null, new Retry.GivenUp(Retry.GivenUp.Why.ATTEMPTS, 3, FIRST_DELAY.plus(SECOND_DELAY)));
        assertThat(givenUp(1).sentence())
                .isEqualTo(
                        "It was tried 3 times within 1.5 s, as often as retry.attempts allows; replay it when its source is well.");
    }

    @Test
    void shouldBeginNoAttemptAfterTheLongestTime() {
        // Given: an attempt that takes nearly as long as there is
        ordered.accept(0, "a");
        ordered.clock.pass(
                WindowUnderTest.RETRY.longestTime().minus(FIRST_DELAY).plusMillis(1));
        // When
        ordered.work.at(0).failForNow("busy");
        // Then
        assertThat(ordered.emit()).containsExactly(0L);
        assertThat(givenUp(0).why()).isEqualTo(Retry.GivenUp.Why.TIME);
    }

    @Test
    void shouldLeaveASourceAloneForAsLongAsItAsks() {
        // Given
        var asked = Duration.ofSeconds(60);
        ordered.accept(0, "a");
        ordered.work.at(0).failForNow("too many requests", asked);
        ordered.emit();
        // When: a longer delay than any of ours
        ordered.clock.pass(asked);
        ordered.emit();
        // Then: those that failed together are spread
        assertThat(ordered.work.count()).isEqualTo(1);
        ordered.clock.pass(asked.dividedBy(10));
        ordered.emit();
        assertThat(ordered.work.count()).isEqualTo(2);
    }

    @Test
    void shouldEndAtOnceWhereASourceAsksForLongerThanThereIsTime() {
        // Given
        ordered.accept(0, "a");
        // When
        ordered.work.at(0).failForNow("too many requests", Duration.ofHours(1));
        // Then
        assertThat(ordered.emit()).containsExactly(0L);
        assertThat(givenUp(0).sentence())
                .isEqualTo(
                        "It was tried once within 0.0 s, and its source asks to be left alone for longer than retry.max-time allows; replay it then.");
    }

    @ParameterizedTest
    @ValueSource(longs = {-5, 5})
    void shouldNeitherWaitLongerNorEndEarlierWhereTheClockIsSet(long hours) {
        // Given
        ordered.accept(0, "a");
        ordered.work.at(0).failForNow("busy");
        ordered.emit();
        // When
        ordered.clock.jump(Duration.ofHours(hours));
        ordered.emit();
        // Then
        assertThat(ordered.work.count()).isEqualTo(1);
        // When
        ordered.clock.pass(FIRST_DELAY);
        ordered.emit();
        ordered.work.at(0).failForNow("still busy");
        // Then
        assertThat(ordered.work.count()).isEqualTo(2);
        assertThat(ordered.emit()).isEmpty();
    }

    @Test
    void shouldTakeNoRoomFromOthersUntilTooManyWait() {
        // Given: room for four, and three may wait
        for (long offset = 0; offset < 4; offset++) {
            ordered.accept(offset, "key-" + offset);
        }
        // When
        ordered.work.at(0).failForNow("busy");
        ordered.work.at(1).failForNow("busy");
        ordered.emit();
        ordered.accept(4, "e");
        ordered.accept(5, "f");
        // Then
        assertThat(ordered.window.isFull()).isTrue();
        ordered.work.at(5).end("done");
        assertThat(ordered.emit()).containsExactly(5L);
        assertThat(ordered.window.isFull()).isFalse();
        // When
        ordered.work.at(2).failForNow("busy");
        ordered.emit();
        // Then
        assertThat(ordered.window.isFull()).isTrue();
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

    private Retry.GivenUp givenUp(int left) {
        return requireNonNull(ordered.left().get(left).givenUp());
    }
}
