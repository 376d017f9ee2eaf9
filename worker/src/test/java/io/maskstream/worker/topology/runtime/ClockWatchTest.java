package io.maskstream.worker.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SetClock wall = new SetClock(Instant.parse("2026-01-31T12:00:00Z"));
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // overflows soon, as it may
    private final ClockWatch watch = new ClockWatch(wall, nanos::get);

    @Test
    void shouldSeeNothingWhereBothClocksPassAlike() {
        for (int second = 0; second < 5; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(watch.setBack()).isZero();
        }
    }

    @Test
    void shouldSeeOnceThatTheClockWasSetBack() {
        // When
        pass(Duration.ofSeconds(1));
        wall.now = wall.now.minus(HOUR);
        // Then
        assertThat(watch.setBack()).isEqualTo(HOUR);
        pass(Duration.ofSeconds(1));
        assertThat(watch.setBack()).isZero();
    }

    @Test
    void shouldBearAClockThatIsSetForwardsOrStandsStillWithItsMachine() {
        // When
        wall.now = wall.now.plus(HOUR);
        // Then
        assertThat(watch.setBack()).isZero();
    }

    @Test
    void shouldBearWhatIsSetBackByLittle() {
        // When
        wall.now = wall.now.minus(ClockWatch.TOLERATED);
        // Then
        assertThat(watch.setBack()).isZero();
        wall.now = wall.now.minus(ClockWatch.TOLERATED).minusMillis(1);
        assertThat(watch.setBack()).isPositive();
    }

    private void pass(Duration time) {
        wall.now = wall.now.plus(time);
        nanos.addAndGet(time.toNanos());
    }
}
