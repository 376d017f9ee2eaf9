package io.maskstream.worker.window;

import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The store's slots: which are taken, and when one may be emptied. A slot is free again when its deletion was issued.
 *
 * <p>With {@code deleteAfterCommit} a slot that was filled before the last commit is emptied only after the next one: its record's
 * offset is committed, so until its outcome is durable as well, the slot is all that is known of it. What was filled since the last
 * commit is emptied at once: its record would be read again.
 */
final class Slots {
    private final PendingStore store;
    private final boolean deleteAfterCommit;
    private final BitSet taken = new BitSet();
    private final BitSet filledSinceCommit = new BitSet();
    private final List<Integer> toDelete = new ArrayList<>();

    Slots(PendingStore store, boolean deleteAfterCommit) {
        this.store = store;
        this.deleteAfterCommit = deleteAfterCommit;
    }

    /** What the store holds, by slot; all of it counts as filled before the last commit. */
    Map<Integer, Pending> restore() {
        var restored = new HashMap<Integer, Pending>();
        store.forEach((slot, pending) -> {
            taken.set(slot);
            restored.put(slot, pending);
        });
        return restored;
    }

    /** Fills the lowest free slot, and returns its number. */
    int fill(Pending pending) {
        int slot = taken.nextClearBit(0);
        store.put(slot, pending);
        taken.set(slot);
        filledSinceCommit.set(slot);
        return slot;
    }

    /** Replaces what a slot holds by a later attempt at the same record; when it was filled does not change. */
    void refill(int slot, Pending pending) {
        store.put(slot, pending);
    }

    /** Empties the slot, now or after the next commit. */
    void empty(int slot) {
        if (!deleteAfterCommit || filledSinceCommit.get(slot)) {
            delete(slot);
        } else {
            toDelete.add(slot);
        }
    }

    /** All that left so far is durable. */
    void committed() {
        filledSinceCommit.clear();
        toDelete.forEach(this::delete);
        toDelete.clear();
    }

    /** Whether no slot waits to be emptied. */
    boolean isSettled() {
        return toDelete.isEmpty();
    }

    private void delete(int slot) {
        store.delete(slot);
        taken.clear(slot);
        filledSinceCommit.clear(slot);
    }
}
