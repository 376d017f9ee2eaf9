package io.maskstream.worker.window;

/** In what order outcomes leave the window. */
public enum Order {
    /** Those of equal keys in the order of their offsets, those of different keys as they finish. A record without a key waits for nobody. */
    KEY,
    /** As they finish. */
    NONE
}
