package io.maskstream.worker.window.pending;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A header of a record in flight.
 *
 * @param value not copied; two headers are equal only where it is the same array
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, not copied
public record PendingHeader(String key, byte @Nullable [] value) {
    // in full: the compiler does not hand the components' @Nullable on to a compact one
    public PendingHeader(String key, byte @Nullable [] value) {
        this.key = requireNonNull(key, "key is null");
        this.value = value;
    }
}
