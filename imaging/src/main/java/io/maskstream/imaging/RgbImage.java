package io.maskstream.imaging;

/**
 * Pixels in rows from the top, three bytes each: red, green, blue.
 *
 * @param pixels {@code height * width * 3} bytes, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed on, not copied
public record RgbImage(int width, int height, byte[] pixels) {
    public RgbImage {
        if (pixels.length != width * height * 3) {
            throw new IllegalArgumentException(
                    "%d x %d pixels are %d bytes, not %d".formatted(width, height, width * height * 3, pixels.length));
        }
    }
}
