package io.maskstream.worker.inference.model;

import static java.util.Objects.requireNonNull;

/**
 * One class that a model tells apart.
 *
 * @param id value of its pixels in a mask
 * @param rgb its colour, {@code 0xRRGGBB}
 */
public record ModelClass(int id, String name, int rgb) {
    public ModelClass {
        requireNonNull(name, "name is null");
    }
}
