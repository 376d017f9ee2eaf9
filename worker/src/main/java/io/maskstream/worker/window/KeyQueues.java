package io.maskstream.worker.window;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Who leaves next: of equal keys the one with the lowest offset, once it may; of different keys in the order in which they might. */
final class KeyQueues<R> {
    private final Order order;
    private final Map<ByteBuffer, Queue<Item<R>>> queues = new HashMap<>();
    private final Queue<Item<R>> ready = new ArrayDeque<>();

    KeyQueues(Order order) {
        this.order = order;
    }

    void add(Item<R> item) {
        var key = keyOf(item);
        if (key != null) {
            queues.computeIfAbsent(key, any -> new PriorityQueue<>(2, Comparator.comparingLong(Item::offset)))
                    .add(item);
        }
    }

    /** Whether an item may leave has changed. */
    void changed(Item<R> item) {
        if (item.mayLeave() && isFirst(item)) {
            ready.add(item);
        }
    }

    /** The next that may leave; it stays until it is removed. */
    @Nullable
    Item<R> next() {
        var item = ready.peek();
        while (item != null && !isFirst(item)) {
            ready.remove(); // one with a lower offset came after it, and calls it again when it leaves
            item = ready.peek();
        }
        return item;
    }

    /** Removes what {@link #next} returned. */
    void removeNext() {
        var key = keyOf(ready.remove());
        var queue = key == null ? null : queues.get(key);
        if (queue == null) {
            return;
        }
        queue.remove();
        var first = queue.peek();
        if (first == null) {
            queues.remove(key);
        } else if (first.mayLeave()) {
            ready.add(first);
        }
    }

    private boolean isFirst(Item<R> item) {
        var key = keyOf(item);
        var queue = key == null ? null : queues.get(key);
        return queue == null || queue.peek() == item;
    }

    private @Nullable ByteBuffer keyOf(Item<R> item) {
        byte[] key = item.pending().key();
        return order == Order.NONE || key == null ? null : ByteBuffer.wrap(key);
    }
}
