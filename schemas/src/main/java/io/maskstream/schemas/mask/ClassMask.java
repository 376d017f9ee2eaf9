package io.maskstream.schemas.mask;

/**
 * A class id for each pixel, in rows from the top.
 *
 * @param ids {@code height * width} ids, unsigned, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed on, not copied
public record ClassMask(int width, int height, byte[] ids) {
    public ClassMask {
        if (ids.length != width * height) {
            throw new IllegalArgumentException(
                    "%d x %d pixels are %d ids, not %d".formatted(width, height, width * height, ids.length));
        }
    }
}
