package io.maskstream.worker.window;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in what was restored, until no record at its offset or a lower one is read again.
 *
 * <p>Needed where store and offsets are not one transaction. A crash may have kept the deletion of an item and lost both its outcome and
 * the commit of its offset: it is read again, and a later item of its key, restored, must not leave before it. And what was restored may
 * be read again itself, and would then leave twice.
 *
 * <p>Where so long nothing is read, there is nothing to be read again. Times are monotonic nanoseconds.
 */
final class RereadGate<R> {
    static final Duration QUIET = Duration.ofSeconds(2);

    private final Queue<Item<R>> items = new ArrayDeque<>();
    private long lastRead = -1;
    private long quietSince;

    void open(long now) {
        quietSince = now;
    }

    /** Keeps an item; they come by offset. */
    void keep(Item<R> item) {
        item.keepIn();
        items.add(item);
    }

    /** A record was read; they come by offset. */
    void read(long offset, long now) {
        lastRead = offset;
        quietSince = now;
    }

    /** The next that may leave now as far as the gate is concerned, no longer kept; null where there is none. */
    @Nullable
    Item<R> release(long now) {
        var first = items.peek();
        if (first == null || (first.offset() > lastRead && now - quietSince < QUIET.toNanos())) {
            return null;
        }
        first.letOut();
        return items.remove();
    }

    /** How many are kept. */
    int size() {
        return items.size();
    }
}
