package io.maskstream.worker.inference;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One image's part of a batch that ran. It holds the memory of the whole batch, which takes no other images until all its inferences
 * are closed: copy and close soon. Used by one thread at a time.
 */
public final class Inference implements AutoCloseable {
    private final Lane lane;
    private final Runnable closing;
    private final Run run;
    private final Duration batchWait;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param closing is run once, when it is closed */
    Inference(Lane lane, Run run, Duration batchWait, Runnable closing) {
        this.lane = lane;
        this.run = run;
        this.batchWait = batchWait;
        this.closing = closing;
    }

    /**
     * How an image's lane was run.
     *
     * @param batchSize images in the call, padding not among them
     * @param duration until its end, with whatever had to be run before it
     */
    record Run(
            int batchSize,
            int padding,
            Duration duration,
            @Nullable InferenceException failure) {}

    /** Why there is no mask; empty where there is one. */
    public Optional<InferenceException> failure() {
        return Optional.ofNullable(run.failure());
    }

    /** Images in its inference call, itself among them. */
    public int batchSize() {
        return run.batchSize();
    }

    /** Lanes of its inference call that held no image. */
    public int padding() {
        return run.padding();
    }

    /** From filled pixels until its batch began to run. */
    public Duration batchWait() {
        return batchWait;
    }

    /** From then until it had run; longer than one call where others of the batch were run apart from it. */
    public Duration inference() {
        return run.duration();
    }

    /** Copies {@code height * width} class ids, in rows from the top, into an array of that length. */
    public void copyMask(byte[] target) {
        checkReadable();
        lane.batch().memory().copyMask(lane.index(), target);
    }

    /**
     * Copies {@code height * width * classes} values of 0 to 255, unsigned, class by class for each pixel, into an array of that
     * length.
     */
    public void copyProbabilities(byte[] target) {
        checkReadable();
        lane.batch().memory().copyProbabilities(lane.index(), target);
    }

    private void checkReadable() {
        if (run.failure() != null) {
            throw new IllegalStateException("there is no mask of an image that could not be run", run.failure());
        }
        if (closed.get()) {
            throw new IllegalStateException("the inference is closed, and its memory is another image's");
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            closing.run();
        }
    }
}
