package io.maskstream.worker.pipeline;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One image reference to one outcome. Thread-safe. */
@FunctionalInterface
public interface Segmenter {

    /**
     * Begins to segment one image, and returns at once.
     *
     * <p>Whatever an image, an event or a URI does wrong is a failure in the result, never an exception.
     *
     * @param abandoned asked between the stages, on any thread: true once nobody waits for the result any more
     * @param done told the result once, on any thread; never told where the image was abandoned or the worker is about to end
     */
    void segment(ImageRequest request, BooleanSupplier abandoned, Consumer<Segmentation> done);
}
