package io.maskstream.worker.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class SteadyTimeTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final SetClock wall = new SetClock(NOW);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // overflows soon, as it may
    private final SteadyTime time = new SteadyTime(wall, nanos::get);

    @Test
    void shouldBeginWithTheWallClockAndPassMonotonically() {
        assertThat(time.milliseconds()).isEqualTo(NOW.toEpochMilli());
        // When
        nanos.addAndGet(Duration.ofMillis(250).toNanos());
        // Then
        assertThat(time.milliseconds()).isEqualTo(NOW.toEpochMilli() + 250);
    }

    @Test
    void shouldNotFollowAWallClockThatIsSet() {
        for (var jump : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
            // When
            wall.now = NOW.plus(jump);
            nanos.addAndGet(Duration.ofMillis(10).toNanos());
        }
        // Then
        assertThat(time.milliseconds()).isEqualTo(NOW.toEpochMilli() + 20);
    }

    @Test
    void shouldWaitUntilADeadlineOfItsOwn() throws Exception {
        // Given: the wall clock says that there is an hour left
        wall.now = NOW.minus(Duration.ofHours(1));
        // When / Then
        time.waitObject(this, () -> true, time.milliseconds());
        assertThatThrownBy(() -> time.waitObject(this, () -> false, time.milliseconds()))
                .isInstanceOf(TimeoutException.class);
    }
}
