package io.maskstream.worker.pipeline.stage;

import java.util.concurrent.Semaphore;

/**
 * Memory that images in flight share, counted in bytes. Thread-safe; who waits is served in the order of asking.
 *
 * <p>What is larger than the whole budget waits until nobody else holds any of it, and then has it alone: so one image always goes on.
 */
public final class MemoryBudget {
    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    /** @param bytes 1 KiB or more */
    public MemoryBudget(long bytes) {
        if (bytes < UNIT) {
            throw new IllegalArgumentException("a memory budget is at least %d bytes, not %d".formatted(UNIT, bytes));
        }
        units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        free = new Semaphore(units, true);
    }

    /** Waits until so many bytes are free, and takes them. */
    public Lease take(long bytes) throws InterruptedException {
        int wanted = unitsOf(bytes);
        free.acquire(wanted);
        return new Lease(wanted);
    }

    /** How many bytes are held, in whole units of 1 KiB. */
    public long heldBytes() {
        return (long) (units - free.availablePermits()) * UNIT;
    }

    private int unitsOf(long bytes) {
        return (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    }

    /** Bytes that are held until it is closed. Used by one thread at a time. */
    public final class Lease implements AutoCloseable {
        private int leased;

        private Lease(int leased) {
            this.leased = leased;
        }

        /** Holds so many bytes in all, if they are free now; never waits. */
        public boolean growTo(long bytes) {
            int more = unitsOf(bytes) - leased;
            if (more <= 0) {
                return true;
            }
            if (!free.tryAcquire(more)) {
                return false;
            }
            leased += more;
            return true;
        }

        /** Gives back what is more than so many bytes. */
        public void shrinkTo(long bytes) {
            int less = leased - unitsOf(bytes);
            if (less > 0) {
                leased -= less;
                free.release(less);
            }
        }

        @Override
        public void close() {
            free.release(leased);
            leased = 0;
        }
    }
}
