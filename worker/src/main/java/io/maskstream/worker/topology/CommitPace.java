package io.maskstream.worker.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When the outcomes of a stream thread are worth a commit of their own, where readers see them only when they are committed.
 *
 * <p>A commit is one for all tasks of its thread, and keeps the thread from everything else: what comes meanwhile waits. So a thread rests
 * after each for as long as it took, 4 to 25 ms: where commits are not slower than that, at most half of its time goes into them, and outcomes
 * that come meanwhile share the next. The broker needs that pause too: a transaction that begins before the one before is marked everywhere is put off
 * by 20 ms ({@code add.partitions.to.txn.retry.backoff.ms}, KIP-890). The more is in flight, the more outcomes share a commit: where that is
 * more than a quarter of a window, the rest is twice as long after each commit before which images had to wait for room, and half as long after each
 * before which none had to. So commits take from images no more of their time than they can spare, up to a full topic, where commits come nearly by their
 * interval; and readers do not wait longer than that takes.
 *
 * <p>Used by one thread.
 */
final class CommitPace {
    private static final long SHORTEST_REST = Duration.ofMillis(4).toNanos();
    /** Also after a commit that was held up: readers need not wait for as long again. */
    private static final long LONGEST_REST = Duration.ofMillis(25).toNanos();

    private static final int CALM_PART = 4;
    /** A thread with something in flight comes by each millisecond or two, unless it commits. */
    private static final long ABSENT = Duration.ofMillis(1).toNanos();

    private final boolean wanted;
    private final int calm;
    private final long longestBusyRest;
    private final LongSupplier nanoTime;
    private boolean waiting;
    private boolean asked;
    private long lastAsked;
    private long lastSeen;
    private long rest = SHORTEST_REST;
    private long busyRest = LONGEST_REST;
    private long restSince;
    private boolean waited;

    /**
     * The pace of one thread.
     *
     * @param wanted false where readers need not wait for commits
     * @param capacity images that the window of a task has room for
     * @param interval after which a commit comes of itself, more than 0
     */
    CommitPace(boolean wanted, int capacity, Duration interval, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.calm = Math.max(1, capacity / CALM_PART);
        // a little earlier than of itself: one that was asked for is seen to be over
        this.longestBusyRest = Math.max(LONGEST_REST, interval.toNanos() / 5 * 4);
        this.nanoTime = nanoTime;
        lastSeen = nanoTime.getAsLong();
        restSince = lastSeen - LONGEST_REST;
    }

    /** A task of the thread begins. */
    Task begin() {
        return new Task();
    }

    /** What a task of the thread asks, until it is closed. */
    final class Task {
        private boolean first = true;

        /**
         * Whether to ask for a commit now. Readers may have waited for a task since another worker was killed: its first outcome is committed at once, whatever
         * the thread's other tasks have.
         *
         * @param emitted outcomes that left just now
         * @param inFlight images of the task
         */
        boolean commitNow(int emitted, int inFlight) {
            boolean begins = first && emitted > 0;
            first &= !begins;
            return CommitPace.this.commitNow(emitted, inFlight, begins);
        }
    }

    /** An image had to wait for room: commits may be taking its time. */
    void waited() {
        waited = true;
    }

    /** Whether a commit is still to be asked for, or to be seen to be over: somebody has to come by again. */
    boolean isOwed() {
        return waiting || asked;
    }

    private boolean commitNow(int emitted, int inFlight, boolean urgent) {
        if (!wanted) {
            return false;
        }
        long now = nanoTime.getAsLong();
        notice(now);
        waiting |= emitted > 0;
        if (!waiting || (!urgent && isSoon(now, inFlight))) {
            return false;
        }
        waiting = false;
        asked = true;
        lastAsked = now;
        return true;
    }

    /** Kafka Streams does not tell when a commit is over; but while it lasts its thread asks nothing. */
    private void notice(long now) {
        if (asked && now - lastSeen >= ABSENT) {
            asked = false;
            rest = Math.min(Math.max(SHORTEST_REST, now - lastSeen), LONGEST_REST);
            busyRest = waited ? Math.min(2 * busyRest, longestBusyRest) : Math.max(busyRest / 2, LONGEST_REST);
            waited = false;
            restSince = now;
        } else if (asked && now - lastAsked >= LONGEST_REST) {
            asked = false; // none came
        }
        lastSeen = now;
    }

    private boolean isSoon(long now, int inFlight) {
        return asked || now - restSince < (inFlight <= calm ? rest : busyRest);
    }
}
