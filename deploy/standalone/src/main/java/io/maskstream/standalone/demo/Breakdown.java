package io.maskstream.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first thing that broke the pipeline, if anything has. Thread-safe. */
final class Breakdown {
    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable String why;

    /** Later breakdowns follow from the first, and are not told. */
    void report(String sentence) {
        List<Runnable> due;
        synchronized (this) {
            if (why != null) {
                return;
            }
            why = sentence;
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }

    /** Runs the action when something breaks, or now where something has. */
    void then(Runnable action) {
        synchronized (this) {
            actions.add(action);
            if (why == null) {
                return;
            }
        }
        action.run();
    }

    /** Null where all is well. */
    synchronized @Nullable String why() {
        return why;
    }
}
