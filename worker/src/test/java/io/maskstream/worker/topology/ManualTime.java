package io.maskstream.worker.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A wall clock and a monotonic one that stand still until they are told how much time passes. */
final class ManualTime extends Clock implements LongSupplier {
    private Instant begin;
    private long nanos;

    ManualTime(Instant begin) {
        this.begin = begin;
    }

    /** Somebody sets the wall clock, forwards or backwards; the monotonic one does not know. */
    void jump(Duration by) {
        begin = begin.plus(by);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("there is one zone");
    }
}
