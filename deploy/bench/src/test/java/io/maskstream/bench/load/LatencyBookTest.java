package io.maskstream.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.StageMillis;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LatencyBookTest {
    private final LatencyBook book = new LatencyBook();

    @Test
    void shouldCountAnImageFromWhenItWasDue() {
        // Given
        book.due("cat", 1_000_000_000);

        // When
        book.mask("cat", 1_025_000_000);
        book.latency(latency("cat"));

        // Then
        assertThat(book.complete()).isEqualTo(1);
        assertThat(book.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.total()).isEqualTo(25);
            assertThat(sample.overStages()).isEqualTo(15);
        });
    }

    @Test
    void shouldTakeTheFirstOfARepeatedMask() {
        // Given
        book.due("cat", 0);
        book.latency(latency("cat"));

        // When
        book.mask("cat", 10_000_000);
        book.mask("cat", 90_000_000);

        // Then
        assertThat(book.samples()).singleElement().satisfies(sample -> assertThat(sample.total())
                .isEqualTo(10));
    }

    @Test
    void shouldWaitForTheLatencyEventToo() {
        // When
        book.due("cat", 0);
        book.mask("cat", 10_000_000);

        // Then
        assertThat(book.complete()).isZero();
        assertThat(book.samples()).isEmpty();
    }

    private static LatencyEvent latency(String id) {
        var millis = new StageMillis(0, 0, 1, 2, 3, 3, 1, 0, 10);
        return new LatencyEvent(id, "worker", "cpu", "free:1", 1, 0, Instant.EPOCH, 1, millis);
    }
}
