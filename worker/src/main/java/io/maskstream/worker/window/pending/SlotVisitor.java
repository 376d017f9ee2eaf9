package io.maskstream.worker.window.pending;

/** Is shown what a store holds. */
@FunctionalInterface
public interface SlotVisitor {
    void visit(int slot, Pending pending);
}
