package io.maskstream.worker.source.policy;

import static java.util.Objects.requireNonNull;

/** Something that may not be read. The message goes on after the reference: what it has, and which setting would allow it. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** It is understood, and not allowed. */
        FORBIDDEN,
        /** It is not understood by all readers alike, so nobody can say what it means. */
        AMBIGUOUS,
        /** There is no such file where reading is allowed. */
        ABSENT
    }

    Refusal(Kind kind, String what) {
        super(what, null, false, false); // an answer to a reference, of which there may be many a second
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The message, which is never null here. */
    public String what() {
        return requireNonNull(getMessage());
    }
}
