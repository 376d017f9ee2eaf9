package io.maskstream.verify.event;

import java.util.Locale;

/** How an event has to end. */
public enum Expectation {
    /** In a mask. */
    MASK,
    /** In a failure. */
    FAILURE,
    /** In either: nobody knows what is at the reference. */
    ANY;

    /** As an attribute has it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
