package io.maskstream.worker.window.attempt;

import io.maskstream.worker.window.pending.Pending;
import org.jspecify.annotations.Nullable;

/** One attempt at a record. Thread-safe. */
public interface Attempt<R> {
    /** The record, and which attempt at it this is. */
    Pending pending();

    /** What the attempt before this one ended in; null for the first, and for the first in this process. */
    @Nullable
    R previous();

    /** Whether nobody waits for the answer any more, for the window was closed: the work may be left undone. */
    boolean isAbandoned();
}
