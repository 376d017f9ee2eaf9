package io.maskstream.worker.topology.emission;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way out, written already.
 *
 * @param failure what was written, where it is one, else null
 * @param key UTF-8, not copied
 * @param json UTF-8, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on to the producer, not copied
public record Emission(Kind kind, @Nullable FailureEvent failure, byte[] key, byte[] json, Headers headers) {

    /** Which topic it is for. */
    enum Kind {
        MASK,
        LATENCY,
        FAILURE
    }

    /** Of a failure, else null. */
    @Nullable
    FailureReason reason() {
        return failure == null ? null : failure.reason();
    }

    public boolean isMask() {
        return kind == Kind.MASK;
    }

    public boolean isLatency() {
        return kind == Kind.LATENCY;
    }
}
