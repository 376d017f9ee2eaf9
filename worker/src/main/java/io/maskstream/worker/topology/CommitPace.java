package io.maskstream.worker.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When outputs are worth a commit of their own, where readers see them only when they are committed.
 *
 * <p>While little is in flight, a commit soon after each outcome is what keeps latency low, and there is time for it. The more is in flight, the more
 * outcomes share one; and while images wait for room, commits would take their time from them, and come by their interval.
 */
final class CommitPace {
    private static final long CALM_NANOS = Duration.ofMillis(8).toNanos();
    private static final long LIVELY_NANOS = Duration.ofMillis(25).toNanos();
    private static final int CALM_PART = 4;
    private static final long CROWDED_NANOS = Duration.ofMillis(250).toNanos();

    private final boolean wanted;
    private final int calm;
    private final LongSupplier nanoTime;
    private boolean waiting;
    private boolean first = true;
    private long last;
    private long crowded;

    /**
     * The pace of one task.
     *
     * @param wanted false where readers need not wait for commits
     * @param capacity images that a window has room for
     */
    CommitPace(boolean wanted, int capacity, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.calm = Math.max(1, capacity / CALM_PART);
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong() - LIVELY_NANOS;
        crowded = nanoTime.getAsLong() - CROWDED_NANOS;
    }

    /** An image had to wait for room: for a while commits come by their interval. */
    void waited() {
        crowded = nanoTime.getAsLong();
    }

    /**
     * Whether to ask for a commit now.
     *
     * @param emitted outcomes that left just now
     * @param inFlight images of the task
     */
    boolean commitNow(int emitted, int inFlight) {
        waiting |= emitted > 0;
        if (!wanted || !waiting) {
            return false;
        }
        long now = nanoTime.getAsLong();
        boolean soon = now - crowded < CROWDED_NANOS || now - last < (inFlight <= calm ? CALM_NANOS : LIVELY_NANOS);
        if (soon && !first) {
            return false;
        }
        first = false; // readers may have waited for it since another worker was killed
        last = now;
        waiting = false;
        return true;
    }
}
