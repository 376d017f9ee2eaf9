package io.maskstream.worker.inference;

import io.maskstream.worker.inference.session.BatchMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where images of all callers meet: fills one batch at a time, and hands those that are closed to idle sessions. Thread-safe: it is the
 * lock, and who waits, around the {@link Circulation}.
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
    private final LongSupplier nanos;
    private final Circulation batches;
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
    Batcher(BatchMemory.Shape shape, int maxBatch, int batches, Duration maxDelay, LongSupplier nanos) {
        this.nanos = nanos;
        this.batches = new Circulation(shape, maxBatch, batches, maxDelay.toNanos());
    }

    /** The batches, before the first is in use: sessions warm up on them. */
    List<Batch> batches() {
        return batches.spare();
    }

    /** @see SegmentationModel#reserve */
    Lane reserve() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (shut) {
                    throw new IllegalStateException("the model has been closed, because the worker is stopping");
                }
                var lane = lost ? null : batches.reserve(this);
                if (lane != null) {
                    return lane;
                }
                room.await();
            }
        } finally {
            lock.unlock();
        }
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
        if (batches.isOpen(batch)) {
            return;
        }
        if (!batch.hasFilled()) {
            batches.skip(batch);
            room.signalAll();
        }
        work.signal(); // for this batch, or for the filling one, which the session need not wait with any more
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
                long remaining = batches.untilDue(idle, nanos.getAsLong());
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
        return lost ? null : batches.next(idle, nanos.getAsLong());
    }

    /** Puts a batch that ran, and that nobody reads any more, back into circulation. */
    void release(Batch batch) {
        lock.lock();
        try {
            batches.release(batch);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Images that a batch may have. */
    int limit() {
        lock.lock();
        try {
            return batches.limit();
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it was higher */
    boolean lowerLimit(int images) {
        lock.lock();
        try {
            return batches.lowerLimit(images);
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
            batches.shut();
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
