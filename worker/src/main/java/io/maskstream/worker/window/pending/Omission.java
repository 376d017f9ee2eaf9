package io.maskstream.worker.window.pending;

/**
 * What is not remembered of a record that is too large to be: its value, its headers, and its key where that is long.
 *
 * @param keyBytes of a key that is left out, else 0
 * @param valueBytes of the value; 0 also where it had none
 * @param headers how many
 */
public record Omission(int keyBytes, int valueBytes, int headers) {
    /** @throws IllegalArgumentException if a number is below 0 */
    public Omission {
        if (keyBytes < 0 || valueBytes < 0 || headers < 0) {
            throw new IllegalArgumentException("%d, %d, %d: none is below 0".formatted(keyBytes, valueBytes, headers));
        }
    }
}
