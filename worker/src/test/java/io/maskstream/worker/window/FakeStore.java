package io.maskstream.worker.window;

import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingStore;
import io.maskstream.worker.window.pending.SlotVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store that keeps what was written to it, in order, as a changelog would. */
public final class FakeStore implements PendingStore {
    private final SortedMap<Integer, Pending> held = new TreeMap<>();
    private final List<Write> writes = new ArrayList<>();

    /** A put, or a deletion where there is no pending. */
    public record Write(int slot, @Nullable Pending pending) {
        boolean isPut() {
            return pending != null;
        }

        public void applyTo(Map<Integer, Pending> slots) {
            if (pending == null) {
                slots.remove(slot);
            } else {
                slots.put(slot, pending);
            }
        }
    }

    public FakeStore() {}

    public FakeStore(Map<Integer, Pending> held) {
        this.held.putAll(held);
    }

    /** What it holds, by slot. */
    public SortedMap<Integer, Pending> held() {
        return held;
    }

    /** All that was written since it was made, or since they were taken. */
    public List<Write> takeWrites() {
        var taken = List.copyOf(writes);
        writes.clear();
        return taken;
    }

    @Override
    public void put(int slot, Pending pending) {
        write(new Write(slot, pending));
    }

    @Override
    public void delete(int slot) {
        if (!held.containsKey(slot)) {
            throw new AssertionError("slot " + slot + " is empty already");
        }
        write(new Write(slot, null));
    }

    @Override
    public void forEach(SlotVisitor visitor) {
        held.forEach(visitor::visit);
    }

    private void write(Write write) {
        writes.add(write);
        write.applyTo(held);
    }
}
