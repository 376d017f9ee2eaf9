package io.maskstream.trainer.pytorch;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A piece of PyTorch's work, seconds long at most, that a process lets end before it ends itself: to free PyTorch's globals under the feet
 * of a thread that still computes is a crash.
 *
 * <p>What is done for the first time is done by one thread at a time. oneDNN 3.7.1, in PyTorch 2.10, keeps the convolutions that it has made by
 * their shapes, without regard to how they were made; of two threads that make one of the same shape at once, each by another of its ways, one
 * gets the other's, and reads from scratch memory that it never had: a crash as well.
 *
 * <p>Held by the thread that began it, until it is closed.
 */
public final class NativeWork implements AutoCloseable {
    // Fair, so that the end is not kept waiting by work that follows upon work.
    private static final ReentrantReadWriteLock ENDING = new ReentrantReadWriteLock(true);

    private static final ReentrantLock FIRST = new ReentrantLock();
    private static final Set<List<Object>> DONE = ConcurrentHashMap.newKeySet();

    private final List<Object> kind;
    private final boolean first;

    private NativeWork(List<Object> kind, boolean first) {
        this.kind = kind;
        this.first = first;
    }

    /**
     * Begins a piece of work; never comes back where the process is about to end.
     *
     * @param kind all that its convolutions' shapes depend on; what is of one kind makes the same ones
     */
    public static NativeWork begin(Object... kind) {
        List<Object> key = List.of(kind);
        boolean first = !DONE.contains(key);
        if (first) {
            FIRST.lock();
        }
        ENDING.readLock().lock();
        return new NativeWork(key, first);
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
        if (first) {
            DONE.add(kind);
            FIRST.unlock();
        }
    }
}
