package io.maskstream.worker.window.pending;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in flight, with all that is needed to work on it again after a crash.
 *
 * @param offset in the window's partition, at least 0
 * @param key not copied; two pendings are equal only where key and value are the same arrays
 * @param value not copied
 * @param headers in their order
 * @param timestamp the record's, milliseconds
 * @param takenUpAt when a worker first took it up, milliseconds of the wall clock
 * @param attempt which one is under way or next, from 1
 * @param notBefore when that attempt may begin, milliseconds of the wall clock; 0 is at once
 * @param omission what is left out, where the record is too large to be remembered; it cannot be worked on then
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, not copied
public record Pending(
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<PendingHeader> headers,
        long timestamp,
        long takenUpAt,
        int attempt,
        long notBefore,
        @Nullable Omission omission) {
    // in full: the compiler does not hand the components' @Nullable on to a compact one
    public Pending(
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<PendingHeader> headers,
            long timestamp,
            long takenUpAt,
            int attempt,
            long notBefore,
            @Nullable Omission omission) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset is %d: the least is 0".formatted(offset));
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt is %d: the first is 1".formatted(attempt));
        }
        this.offset = offset;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(requireNonNull(headers, "headers is null"));
        this.timestamp = timestamp;
        this.takenUpAt = takenUpAt;
        this.attempt = attempt;
        this.notBefore = notBefore;
        this.omission = omission;
    }

    /** A whole record. */
    public Pending(
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<PendingHeader> headers,
            long timestamp,
            long takenUpAt,
            int attempt,
            long notBefore) {
        this(offset, key, value, headers, timestamp, takenUpAt, attempt, notBefore, null);
    }

    /** The same record, to be tried once more. */
    public Pending again(long earliest) {
        return new Pending(offset, key, value, headers, timestamp, takenUpAt, attempt + 1, earliest, omission);
    }

    /**
     * What can be remembered of it where it is too large: where it lies, and its key, by which its outcome stays in order.
     *
     * @param longestKey a longer one is left out as well
     */
    public Pending withoutContent(int longestKey) {
        boolean keepsKey = key == null || key.length <= longestKey;
        var left = new Omission(
                keepsKey || key == null ? 0 : key.length, value == null ? 0 : value.length, headers.size());
        return new Pending(
                offset, keepsKey ? key : null, null, List.of(), timestamp, takenUpAt, attempt, notBefore, left);
    }
}
