package io.maskstream.worker.mask;

/** How a mask is brought from the model's size to the image's. */
public enum MaskEdges {
    /** The classes' probabilities are enlarged bilinearly, then the most probable class of each pixel is taken. */
    SMOOTH,
    /** Each pixel takes the class of the nearest pixel of the model's mask: faster, with stair-stepped edges. */
    NEAREST
}
