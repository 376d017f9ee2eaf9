package io.maskstream.worker.inference;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One image's place in a batch. Whoever reserved it fills it soon, and then either {@link #run}s or {@link #abandon}s it: the other
 * images of its batch wait for that.
 *
 * <p>Used by one thread at a time.
 */
public final class Lane {
    enum State {
        RESERVED,
        FILLED,
        GONE
    }

    private final Batcher batcher;
    private final Batch batch;
    private final int index;

    // Guarded by the batcher's lock until the batch runs.
    private State state = State.RESERVED;
    private long filledAt;
    private @Nullable Consumer<Inference> answer;

    Lane(Batcher batcher, Batch batch, int index) {
        this.batcher = batcher;
        this.batch = batch;
        this.index = index;
    }

    /**
     * A direct buffer for {@code height * width * 3} bytes of RGB rows from the top, at position 0. It holds what another image left
     * there, and is the caller's until it runs or abandons the lane.
     */
    public ByteBuffer input() {
        return batch.memory().input(index, 1);
    }

    /**
     * Says that the pixels are there.
     *
     * @param answer takes the inference on a session's thread, once. It must be quick and must not throw; whatever takes long
     *     belongs on another thread, which closes the inference. There is no answer where the device is lost, or the model closed before
     */
    public void run(Consumer<Inference> answer) {
        batcher.fill(this, answer);
    }

    /** Gives the place back, unless it runs already. */
    public void abandon() {
        batcher.abandon(this);
    }

    Batch batch() {
        return batch;
    }

    int index() {
        return index;
    }

    State state() {
        return state;
    }

    void fill(Consumer<Inference> consumer, long now) {
        answer = consumer;
        filledAt = now;
        state = State.FILLED;
    }

    void leave() {
        state = State.GONE;
    }

    /** On {@link System#nanoTime}'s clock. */
    long filledAt() {
        return filledAt;
    }

    void answer(Inference inference) {
        if (answer == null) {
            throw new IllegalStateException("the lane was not filled");
        }
        answer.accept(inference);
    }
}
