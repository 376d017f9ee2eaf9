package io.maskstream.trainer.pytorch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A piece of PyTorch's work, seconds long at most, that a process lets end before it ends itself: to free PyTorch's globals under the feet
 * of a thread that still computes is a crash.
 *
 * <p>Held by the thread that began it, until it is closed.
 */
public final class NativeWork implements AutoCloseable {
    // Fair, so that the end is not kept waiting by work that follows upon work.
    private static final ReentrantReadWriteLock ENDING = new ReentrantReadWriteLock(true);

    private NativeWork() {}

    /** Begins a piece of work; never comes back where the process is about to end. */
    public static NativeWork begin() {
        ENDING.readLock().lock();
        return new NativeWork();
    }

    /**
     * Waits until no work is under way, and lets none begin any more.
     *
     * @return whether it came to that in time
     */
    public static boolean end(Duration atMost) {
        try {
            return ENDING.writeLock().tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        ENDING.readLock().unlock();
    }
}
