package io.maskstream.worker.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where images of all callers meet: fills one batch at a time, and hands those that are closed to idle sessions. Thread-safe.
 *
 * <p>A batch closes when all its lanes are taken, or when a session is idle and its first image has waited long enough: as long as no
 * session could run it, it stays open for more. A closed batch runs once none of its lanes is still being decoded. As only a fixed
 * number of batches is in circulation, {@link #reserve} blocks while the sessions, or those who read the masks, are slower
 * than those who bring images.
 */
final class Batcher {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final long maxDelay;
    private final LongSupplier nanos;
    private final Deque<Batch> spare = new ArrayDeque<>();
    private final Deque<Batch> closed = new ArrayDeque<>();
    private @Nullable Batch filling;
    private int limit;
    private int idle;
    private boolean shut;
    private boolean lost;

    /**
     * Starts without images.
     *
     * @param maxBatch lanes of each batch
     * @param batches in circulation
     * @param nanos a clock like {@link System#nanoTime}
     */
    Batcher(Batch.Shape shape, int maxBatch, int batches, Duration maxDelay, LongSupplier nanos) {
        this.maxDelay = maxDelay.toNanos();
        this.nanos = nanos;
        limit = maxBatch;
        Stream.generate(() -> new Batch(shape, maxBatch)).limit(batches).forEach(spare::add);
    }

    /** The batches, before the first is in use: sessions warm up on them. */
    List<Batch> batches() {
        return List.copyOf(spare);
    }

    /** @see SegmentationModel#reserve */
    Lane reserve() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (shut) {
                    throw new IllegalStateException("the model has been closed, because the worker is stopping");
                }
                var lane = lost ? null : nextLane();
                if (lane != null) {
                    return lane;
                }
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Lane nextLane() {
        var batch = filling;
        if (batch == null) {
            batch = spare.poll();
            if (batch == null) {
                return null;
            }
            batch.open(limit);
            filling = batch;
        }
        var lane = batch.reserve(this);
        if (batch.isFull()) {
            close(batch);
        }
        return lane;
    }

    /** @see Lane#run */
    void fill(Lane lane, Consumer<Inference> answer) {
        lock.lock();
        try {
            if (lane.state() == Lane.State.FILLED) {
                throw new IllegalStateException("the lane runs already");
            }
            if (lane.state() == Lane.State.RESERVED) {
                lane.fill(answer, nanos.getAsLong());
                lane.batch().filled(lane);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @see Lane#abandon */
    void abandon(Lane lane) {
        lock.lock();
        try {
            if (lane.state() == Lane.State.RESERVED) {
                lane.batch().leave(lane);
                settle(lane.batch());
            }
        } finally {
            lock.unlock();
        }
    }

    /** A closed batch that a lane has left may be ready, or empty. */
    private void settle(Batch batch) {
        if (batch.hasReserved() || batch == filling) {
            return;
        }
        if (!batch.hasFilled()) {
            closed.remove(batch);
            spare.add(batch);
            room.signalAll();
        }
        work.signal(); // for this batch, or for the filling one, which the session need not wait with any more
    }

    private void close(Batch batch) {
        filling = null;
        closed.add(batch);
    }

    /** The next batch to run; waits for one. Null where there is none to come, so that the session is to end. */
    @Nullable
    Batch take() throws InterruptedException {
        lock.lockInterruptibly();
        idle++;
        try {
            while (true) {
                var batch = next();
                if (batch != null || shut || lost) {
                    return batch;
                }
                long remaining = untilDue();
                if (remaining > 0) {
                    work.awaitNanos(remaining);
                } else {
                    work.await();
                }
            }
        } finally {
            idle--;
            lock.unlock();
        }
    }

    /** The next batch to run, if there is one now. */
    @Nullable
    Batch poll() {
        lock.lock();
        idle++;
        try {
            return next();
        } finally {
            idle--;
            lock.unlock();
        }
    }

    private @Nullable Batch next() {
        if (lost) {
            return null;
        }
        var open = filling;
        if (open != null && mayClose(open) && nanos.getAsLong() - open.firstFilledAt() >= maxDelay) {
            close(open);
        }
        for (var batch : closed) {
            if (!batch.hasReserved()) {
                closed.remove(batch);
                return batch;
            }
        }
        return null;
    }

    /** Is there an idle session for it, besides those that the closed batches will need? */
    private boolean mayClose(Batch open) {
        return open.hasFilled() && idle > closed.size();
    }

    /** Nanoseconds until the filling batch is to be closed; 0 where something else has to happen first. */
    private long untilDue() {
        var open = filling;
        return open != null && mayClose(open) ? Math.max(1, open.firstFilledAt() + maxDelay - nanos.getAsLong()) : 0;
    }

    /** Puts a batch that ran, and that nobody reads any more, back into circulation. */
    void release(Batch batch) {
        lock.lock();
        try {
            spare.add(batch);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Images that a batch may have. */
    int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it was higher */
    boolean lowerLimit(int images) {
        lock.lock();
        try {
            boolean lower = images < limit;
            limit = Math.min(limit, images);
            return lower;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nothing is run any more, and what waits is never answered.
     *
     * @return whether this was said for the first time
     */
    boolean lose() {
        lock.lock();
        try {
            boolean first = !lost;
            lost = true;
            work.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    boolean isLost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more images. What is filled is still run; lanes that are being decoded are gone. */
    void shut() {
        lock.lock();
        try {
            shut = true;
            var open = filling;
            if (open != null) {
                close(open);
            }
            closed.forEach(Batch::leaveReserved);
            closed.removeIf(batch -> !batch.hasFilled());
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
