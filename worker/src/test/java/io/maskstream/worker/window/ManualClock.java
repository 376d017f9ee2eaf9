package io.maskstream.worker.window;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A wall clock, and monotonic nanoseconds, that stand still until they are told. */
public final class ManualClock extends Clock implements LongSupplier {
    static final long START = 1_790_000_000_000L;

    private long now = START;
    private long nanoTime = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos(); // overflows soon, as it may

    public void pass(Duration duration) {
        now += duration.toMillis();
        nanoTime += duration.toNanos();
    }

    /** Somebody sets the wall clock, forwards or backwards. */
    public void jump(Duration duration) {
        now += duration.toMillis();
    }

    @Override
    public long getAsLong() {
        return nanoTime;
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("it has no zone");
    }
}
