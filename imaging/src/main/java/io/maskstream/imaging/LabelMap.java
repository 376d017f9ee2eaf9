package io.maskstream.imaging;

/**
 * One label for each pixel, in rows from the top.
 *
 * @param labels {@code height * width} bytes, unsigned, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // labels are handed on, not copied
public record LabelMap(int width, int height, byte[] labels) {
    public LabelMap {
        if (labels.length != width * height) {
            throw new IllegalArgumentException(
                    "%d x %d labels are %d bytes, not %d".formatted(width, height, width * height, labels.length));
        }
    }
}
