package io.maskstream.worker.mask;

/** How large a mask is. */
public enum MaskSize {
    /** As large as the image as a person sees it. */
    IMAGE,
    /** As large as the model's input. */
    MODEL
}
