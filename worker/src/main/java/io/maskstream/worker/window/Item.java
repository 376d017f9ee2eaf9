package io.maskstream.worker.window;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.pending.Pending;
import org.jspecify.annotations.Nullable;

/** A record in flight, and how far it is. Used by the stream thread alone. */
final class Item<R> {
    private final int slot;
    private final boolean restored;
    private Pending pending;
    private long takenUp;
    private long due;
    private @Nullable R result;
    private Retry.@Nullable GivenUp givenUp;
    private boolean finished;
    private boolean keptIn;

    Item(int slot, Pending pending, boolean restored) {
        this.slot = slot;
        this.pending = pending;
        this.restored = restored;
    }

    int slot() {
        return slot;
    }

    Pending pending() {
        return pending;
    }

    long offset() {
        return pending.offset();
    }

    /** Whether it was in flight already when the window was opened. */
    boolean isRestored() {
        return restored;
    }

    /** When it was first taken up, monotonic nanoseconds; before this process perhaps. */
    long takenUp() {
        return takenUp;
    }

    void takenUp(long nanos) {
        takenUp = nanos;
    }

    /** When its next attempt is to begin, monotonic nanoseconds. */
    long due() {
        return due;
    }

    void waitUntil(long nanos) {
        due = nanos;
    }

    /** What the last attempt ended in, if one ended. */
    @Nullable
    R result() {
        return result;
    }

    /** Whether it is finished and no gate keeps it in. */
    boolean mayLeave() {
        return finished && !keptIn;
    }

    void keepIn() {
        keptIn = true;
    }

    void letOut() {
        keptIn = false;
    }

    void finish(R outcome, Retry.@Nullable GivenUp why) {
        result = outcome;
        givenUp = why;
        finished = true;
    }

    void tryAgain(Pending next, R failure) {
        pending = next;
        result = failure;
    }

    Finished<R> leave() {
        return new Finished<>(pending, requireNonNull(result), restored, givenUp);
    }
}
