package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.EXACTLY_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.UNORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who leaves before whom. */
final class OrderTest {
    private final WindowUnderTest ordered = WindowUnderTest.open(EXACTLY_ONCE);

    @Test
    void shouldKeepTheOrderOfEqualKeysAlone() {
        // Given
        ordered.accept(0, "a");
        ordered.accept(1, "b");
        ordered.accept(2, "a");
        ordered.accept(3, "a");
        // When
        List.of(3L, 2L, 1L).forEach(offset -> ordered.work.at(offset).end("done"));
        // Then
        assertThat(ordered.emit()).containsExactly(1L);
        // When
        ordered.work.at(0).end("done");
        // Then
        assertThat(ordered.emit()).containsExactly(0L, 2L, 3L);
    }

    @Test
    void shouldLetDifferentKeysLeaveAsTheyFinish() {
        // Given
        ordered.accept(0, "a");
        ordered.accept(1, "b");
        ordered.accept(2, "c");
        // When
        List.of(2L, 0L, 1L).forEach(offset -> ordered.work.at(offset).end("done"));
        // Then
        assertThat(ordered.emit()).containsExactly(2L, 0L, 1L);
    }

    @Test
    void shouldNotOrderRecordsWithoutAKey() {
        // Given
        ordered.accept(0, null);
        ordered.accept(1, null);
        // When
        ordered.work.at(1).end("done");
        // Then
        assertThat(ordered.emit()).containsExactly(1L);
    }

    @Test
    void shouldNotOrderWhereItIsToldNotTo() {
        // Given
        var unordered = WindowUnderTest.open(UNORDERED);
        unordered.accept(0, "a");
        unordered.accept(1, "a");
        // When
        unordered.work.at(1).end("done");
        // Then
        assertThat(unordered.emit()).containsExactly(1L);
    }

    @Test
    void shouldLetALowerOffsetOvertakeAHigherOneThatCameFirst() {
        // Given
        ordered.accept(7, "a");
        ordered.accept(6, "a");
        // When
        ordered.work.at(7).end("done");
        // Then
        assertThat(ordered.emit()).isEmpty();
        // When
        ordered.work.at(6).end("done");
        // Then
        assertThat(ordered.emit()).containsExactly(6L, 7L);
    }
}
