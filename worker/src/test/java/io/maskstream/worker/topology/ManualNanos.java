package io.maskstream.worker.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that stands still until it is told. */
final class ManualNanos implements LongSupplier {
    private long now;

    void pass(Duration duration) {
        now += duration.toNanos();
    }

    @Override
    public long getAsLong() {
        return now;
    }
}
