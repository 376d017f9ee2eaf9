package io.maskstream.worker.topology.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Sees that somebody has set the wall clock back.
 *
 * <p>Kafka's clients count by it: what was to be asked again in 100 ms, such as who leads a partition, or with the group protocol streams the next heartbeat,
 * is asked when the clock has come there again. That cannot be mended from outside, but by new clients. Forwards does no such harm. Used by one thread.
 */
final class ClockWatch {
    /** Clients that wait for so long do what any do whose broker is away for a moment. */
    static final Duration TOLERATED = Duration.ofSeconds(60);

    private final Clock wall;
    private final LongSupplier nanoTime;
    private long lastMillis;
    private long lastNanos;

    /** @param nanoTime monotonic nanoseconds */
    ClockWatch(Clock wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        lastMillis = wall.millis();
        lastNanos = nanoTime.getAsLong();
    }

    /** By how much it was set back since the last look; zero where it was not, or by so little that it does no harm. */
    Duration setBack() {
        long millis = wall.millis();
        long nanos = nanoTime.getAsLong();
        var back = Duration.ofNanos(nanos - lastNanos).minus(Duration.ofMillis(millis - lastMillis));
        lastMillis = millis;
        lastNanos = nanos;
        return back.compareTo(TOLERATED) > 0 ? back : Duration.ZERO;
    }
}
