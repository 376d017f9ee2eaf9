package io.maskstream.worker.pipeline;

/** One image reference to one outcome. */
public interface Segmenter {

    /**
     * Segments one image on the caller's thread.
     *
     * <p>Never throws for anything that an image, an event or a URI can cause: that is a failure in the result.
     */
    Segmentation segment(ImageRequest request);
}
