package io.maskstream.worker.window.attempt;

import java.util.function.Consumer;

/**
 * What is done to each record: in the worker, segmenting its image.
 *
 * @param <R> what it ends in, success or failure
 */
@FunctionalInterface
public interface Work<R> {
    /**
     * Begins an attempt. Called on the stream thread, so it neither blocks nor throws.
     *
     * @param answer takes the verdict once, on any thread, also before this method returns. It neither blocks nor throws; a second
     *     verdict is ignored, and so is one that comes after the window was closed
     */
    void begin(Attempt<R> attempt, Consumer<Verdict<R>> answer);
}
