package io.maskstream.worker.window;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in what was restored, until no record at its offset or a lower one is read again.
 *
 * <p>Needed where store and offsets are not one transaction. A crash may have kept the deletion of an item and lost both its outcome and
 * the commit of its offset: it is read again, and a later item of its key, restored, must not leave before it. And what was restored may
 * be read again itself, and would then leave twice.
 *
 * <p>Kafka knows where reading goes on: what lies before is not read again, and what lies behind is, however long that takes. Where it cannot be
 * asked, or a record that should be read is not there any more, there is nothing to be read again when nothing was read for so long. Times are
 * monotonic nanoseconds.
 */
final class RereadGate<R> {
    /** Where nobody knows where reading goes on. */
    static final Duration QUIET = Duration.ofSeconds(2);
    /** Where somebody does, or is being asked: brokers may be away as long. */
    static final Duration LONG_QUIET = Duration.ofSeconds(30);

    private final Queue<Item<R>> items = new ArrayDeque<>();
    private long lastRead = -1;
    private long quietSince;
    private @Nullable CompletableFuture<Long> resumption;

    void open(long now) {
        quietSince = now;
    }

    /** @param offset the first that is read again, once somebody knows; never completed exceptionally */
    void readingGoesOnAt(CompletableFuture<Long> offset) {
        resumption = offset;
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
        if (first == null || mayBeReadAgain(first.offset(), now - quietSince)) {
            return null;
        }
        first.letOut();
        return items.remove();
    }

    private boolean mayBeReadAgain(long offset, long quiet) {
        if (offset <= lastRead) {
            return false;
        }
        return resumption == null
                ? quiet < QUIET.toNanos()
                : offset >= resumption.getNow(0L) && quiet < LONG_QUIET.toNanos();
    }

    /** How many are kept. */
    int size() {
        return items.size();
    }
}
