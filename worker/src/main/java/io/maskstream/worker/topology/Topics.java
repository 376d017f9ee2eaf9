package io.maskstream.worker.topology;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The names of the topics. */
public record Topics(String prefix) {
    public Topics {
        requireNonNull(prefix, "prefix is null");
    }

    /** References to images, in. */
    public String images() {
        return prefix + ".images";
    }

    /** Masks, out. */
    public String masks() {
        return prefix + ".masks";
    }

    /** Where the time of each image went, out. */
    public String latency() {
        return prefix + ".latency";
    }

    /** Why an image has no mask, out. */
    public String failures() {
        return prefix + ".failures";
    }

    /** Which failures were replayed. Written by {@code replay} alone. */
    public String replays() {
        return prefix + ".replays";
    }

    /** All that a worker reads and writes. */
    public List<String> all() {
        return List.of(images(), masks(), latency(), failures());
    }
}
