package io.maskstream.verify.wire;

import io.maskstream.schemas.event.Outcome;

/** Told of outcomes, one at a time, as they are read. */
@FunctionalInterface
public interface Listener {
    /** @param partition of its topic */
    void outcome(int partition, Outcome outcome);

    /** Does nothing. */
    static Listener none() {
        return (partition, outcome) -> {};
    }
}
