package io.maskstream.worker.window.pending;

/**
 * Remembers records in flight beyond a crash, by slot. The window numbers the slots from 0 and takes the lowest free one again and
 * again, so that what comes and goes between two commits costs the store next to nothing. Used by the stream thread alone.
 */
public interface PendingStore {
    /** Replaces what the slot held, if anything. */
    void put(int slot, Pending pending);

    /** Empties the slot. */
    void delete(int slot);

    /**
     * Shows all that is held, in any order.
     *
     * @throws IllegalStateException where an entry cannot be read; left out, its record would be lost
     */
    void forEach(SlotVisitor visitor);
}
