package io.maskstream.imaging.format;

/**
 * What a header says.
 *
 * @param width of the stored pixels, 1 to {@value #LONGEST_SIDE}
 * @param height of the stored pixels, 1 to {@value #LONGEST_SIDE}
 * @param exifOffset where an EXIF block (its TIFF header, or "Exif\0\0" before it) starts
 * @param exifLength of that block in bytes, 0 where there is none
 * @param alpha whether some pixels may let through what is behind them
 */
public record Structure(int width, int height, int exifOffset, int exifLength, boolean alpha) {
    /** Longer sides are refused: the decoder's own limit. */
    public static final int LONGEST_SIDE = 1 << 20;

    static Structure of(long width, long height, boolean alpha) throws FormatException {
        if (width <= 0 || height <= 0) {
            throw new FormatException("has no pixels: its header says %d x %d".formatted(width, height));
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw new FormatException(
                    "has a damaged header: it says %d x %d pixels, and the longest side that is read is %d"
                            .formatted(width, height, LONGEST_SIDE));
        }
        return new Structure((int) width, (int) height, 0, 0, alpha);
    }

    Structure withExif(long offset, long length) {
        return new Structure(width, height, (int) offset, (int) length, alpha);
    }
}
