package io.maskstream.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StageClockTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(1_000);

    @Test
    void shouldAddUpToTheTotalExactly() {
        // Given
        var clock = start(NOW.minusMillis(1_500));
        // When
        nanos.addAndGet(100_123_456);
        clock.stopped();
        nanos.addAndGet(2_000_999);
        var millis = clock.emitted(
                Duration.ofNanos(10_000_777),
                Duration.ofNanos(5_500_001),
                Duration.ZERO,
                Duration.ofMillis(70),
                Duration.ofNanos(999));
        // Then
        assertThat(millis.topicWait()).isEqualTo(1_500);
        assertThat(millis.emit()).isEqualTo(2);
        assertThat(millis.queue()).isPositive();
        double sum = millis.topicWait()
                + millis.queue()
                + millis.fetch()
                + millis.decode()
                + millis.batchWait()
                + millis.inference()
                + millis.encode()
                + millis.emit();
        assertThat(millis.total()).isCloseTo(sum, offset(1e-9));
        assertThat(millis.total()).isCloseTo(1_602.124, offset(0.01));
    }

    @Test
    void shouldNotWaitANegativeTimeWhereTheSendersClockIsAhead() {
        // Given
        var clock = start(NOW.plusSeconds(60));
        // When
        clock.stopped();
        var millis = clock.emitted(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        // Then
        assertThat(millis.topicWait()).isZero();
        assertThat(millis.total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 2, 0})
    void shouldBearAnyTimeThatASenderMaySet(long epochMillis) {
        // Given
        var clock = start(Instant.ofEpochMilli(epochMillis));
        // When
        clock.stopped();
        var millis = clock.emitted(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        // Then
        assertThat(millis.topicWait()).isBetween(0.0, (double) NOW.toEpochMilli());
        assertThat(millis.total()).isEqualTo(millis.topicWait());
    }

    @Test
    void shouldCountNoTimeTwiceOrBelowNothingWhereTheWallClockIsSetWhileItRuns() {
        // Given: taken up by a clock that is put back by an hour before this process begins
        var clock = start(NOW.plusSeconds(3_599), NOW.plusSeconds(3_600));
        // When
        nanos.addAndGet(30_000_000);
        clock.stopped();
        var millis = clock.emitted(Duration.ofMillis(30), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        // Then
        assertThat(millis.topicWait()).isEqualTo(1_000);
        assertThat(millis.queue()).isZero();
        assertThat(millis.total()).isEqualTo(1_030);
    }

    @Test
    void shouldCountWhatAnEarlierProcessTookAsWaiting() {
        // Given: taken up half a second before this process began with it
        var clock = start(NOW.minusMillis(2_000), NOW.minusMillis(500));
        // When
        nanos.addAndGet(30_000_000);
        clock.stopped();
        var millis = clock.emitted(Duration.ofMillis(30), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        // Then
        assertThat(millis.topicWait()).isEqualTo(1_500);
        assertThat(millis.queue()).isEqualTo(500);
        assertThat(millis.total()).isEqualTo(2_030);
    }

    private StageClock start(Instant recordedAt) {
        return start(recordedAt, NOW);
    }

    private StageClock start(Instant recordedAt, Instant takenUpAt) {
        return StageClock.start(Clock.fixed(NOW, ZoneOffset.UTC), nanos::get, recordedAt, takenUpAt);
    }
}
