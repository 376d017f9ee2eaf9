package io.maskstream.worker.inference;

import io.maskstream.worker.inference.session.BatchMemory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a model on their round, and when one closes: spare ──▶ filling ──▶ closed ──▶ taken by a session ──▶ spare.
 *
 * <p>At most one is filling. Waits for nobody and is not thread-safe: the batcher's lock guards it.
 */
final class Circulation {
    private final long maxDelay;
    private final Deque<Batch> spare = new ArrayDeque<>();
    private final Deque<Batch> closed = new ArrayDeque<>();
    private @Nullable Batch filling;
    private int limit;

    /**
     * Starts with spare batches alone.
     *
     * @param maxDelay nanoseconds that the first image of a batch waits for others while a session is idle
     */
    Circulation(BatchMemory.Shape shape, int maxBatch, int batches, long maxDelay) {
        this.maxDelay = maxDelay;
        limit = maxBatch;
        Stream.generate(() -> new Batch(shape, maxBatch)).limit(batches).forEach(spare::add);
    }

    List<Batch> spare() {
        return List.copyOf(spare);
    }

    /** A lane of the batch that is filling; null where none is, and none is spare. */
    @Nullable
    Lane reserve(Batcher batcher) {
        var batch = filling;
        if (batch == null) {
            batch = spare.poll();
            if (batch == null) {
                return null;
            }
            batch.open(limit);
            filling = batch;
        }
        var lane = batch.reserve(batcher);
        if (batch.isFull()) {
            close(batch);
        }
        return lane;
    }

    /** Whether lanes of it may still be filled or taken. */
    boolean isOpen(Batch batch) {
        return batch.hasReserved() || batch == filling;
    }

    private void close(Batch batch) {
        filling = null;
        closed.add(batch);
    }

    /**
     * The next batch to run, if there is one now.
     *
     * @param idle sessions that want one
     * @param now nanoseconds, on the clock by which lanes were filled
     */
    @Nullable
    Batch next(int idle, long now) {
        var open = filling;
        if (open != null && mayClose(open, idle) && now - open.firstFilledAt() >= maxDelay) {
            close(open);
        }
        for (var batch : closed) {
            if (!batch.hasReserved()) {
                closed.remove(batch);
                return batch;
            }
        }
        return null;
    }

    /** Is there an idle session for it, besides those that the closed batches will need? */
    private boolean mayClose(Batch open, int idle) {
        return open.hasFilled() && idle > closed.size();
    }

    /** Nanoseconds until the filling batch is to be closed; 0 where something else has to happen first. */
    long untilDue(int idle, long now) {
        var open = filling;
        return open != null && mayClose(open, idle) ? Math.max(1, open.firstFilledAt() + maxDelay - now) : 0;
    }

    /** A closed batch that all have left takes lanes again, without having run. */
    void skip(Batch empty) {
        closed.remove(empty);
        spare.add(empty);
    }

    /** A batch that ran, and that nobody reads any more. */
    void release(Batch batch) {
        spare.add(batch);
    }

    int limit() {
        return limit;
    }

    /** @return whether it was higher */
    boolean lowerLimit(int images) {
        boolean lower = images < limit;
        limit = Math.min(limit, images);
        return lower;
    }

    /** Closes what is filling, and lets those go whose images are not there yet. */
    void shut() {
        var open = filling;
        if (open != null) {
            close(open);
        }
        closed.forEach(Batch::leaveReserved);
        closed.removeIf(batch -> !batch.hasFilled());
    }
}
