package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.AT_LEAST_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the store is filled, and when it forgets. */
final class ForgettingTest {
    private final WindowUnderTest ordered = WindowUnderTest.open(EXACTLY_ONCE);
    private final InFlightWindow<String> window = ordered.window;

    @Test
    void shouldFillTheLowestFreeSlot() {
        // Given
        for (int offset = 0; offset < 4; offset++) {
            ordered.accept(offset, null);
        }
        List.of(2L, 1L).forEach(offset -> ordered.work.at(offset).end("done"));
        ordered.emit();
        ordered.store.takeWrites();
        // When
        ordered.accept(4, null);
        ordered.accept(5, null);
        ordered.accept(6, null);
        // Then
        assertThat(ordered.store.takeWrites()).extracting(FakeStore.Write::slot).containsExactly(1, 2, 4);
    }

    @Test
    void shouldKeepWhatTheSinkDidNotTake() {
        // Given
        ordered.accept(0, "a");
        ordered.work.at(0).end("done");
        // When
        assertThatThrownBy(() -> window.emit(
                        finished -> {
                            throw new IllegalArgumentException("no");
                        },
                        Integer.MAX_VALUE))
                .hasMessage("no");
        // Then
        assertThat(ordered.store.held()).hasSize(1);
        assertThat(ordered.emit()).containsExactly(0L);
    }

    @Test
    void shouldForgetWhatLeftSinceTheCommitAtOnceAndTheRestAfterTheNext() {
        // Given
        var careful = WindowUnderTest.open(AT_LEAST_ONCE);
        careful.accept(0, "a");
        careful.window.committed();
        careful.accept(1, "b");
        // When
        List.of(0L, 1L).forEach(offset -> careful.work.at(offset).end("done"));
        careful.emit();
        // Then
        assertThat(careful.store.held()).containsOnlyKeys(0);
        assertThat(careful.window.inFlight()).isZero();
        assertThat(careful.window.isIdle()).isFalse();
        // When
        careful.accept(2, "c");
        // Then
        assertThat(careful.store.held()).containsOnlyKeys(0, 1);
        // When
        careful.window.committed();
        // Then
        assertThat(careful.store.held()).containsOnlyKeys(1);
    }

    @Test
    void shouldCountFromItsFirstAttemptWhenARecordWasRemembered() {
        // Given: remembered before a commit, tried again after it
        var careful = WindowUnderTest.open(AT_LEAST_ONCE);
        careful.accept(0, "a");
        careful.window.committed();
        careful.work.at(0).failForNow("busy");
        careful.emit();
        careful.clock.pass(Duration.ofSeconds(1));
        careful.emit();
        // When
        careful.work.at(0).end("done");
        careful.emit();
        // Then
        assertThat(careful.store.held()).containsOnlyKeys(0);
        careful.window.committed();
        assertThat(careful.store.held()).isEmpty();
    }
}
