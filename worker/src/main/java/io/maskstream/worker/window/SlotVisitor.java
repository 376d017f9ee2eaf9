package io.maskstream.worker.window;

/** Is shown what a store holds. */
@FunctionalInterface
public interface SlotVisitor {
    void visit(int slot, Pending pending);
}
