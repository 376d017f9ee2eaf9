package io.maskstream.worker.topology;

/**
 * An event on its way out, written already.
 *
 * @param json UTF-8, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on to the producer, not copied
record Emission(Kind kind, byte[] json) {

    /** Which topic it is for. */
    enum Kind {
        MASK,
        LATENCY,
        FAILURE
    }

    boolean isMask() {
        return kind == Kind.MASK;
    }

    boolean isLatency() {
        return kind == Kind.LATENCY;
    }
}
