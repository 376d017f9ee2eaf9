package io.maskstream.schemas.event;

/**
 * The image that was segmented, as a person sees it.
 *
 * @param width in pixels, after EXIF orientation
 * @param height in pixels, after EXIF orientation
 * @param format {@code jpeg}, {@code png}, {@code webp}, {@code gif} or {@code bmp}
 * @param sha256 of the encoded bytes, 64 lower-case hexadecimal digits
 */
public record ImageInfo(int width, int height, String format, String sha256) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public ImageInfo {
        Checks.atLeast(1, width, "image.width");
        Checks.atLeast(1, height, "image.height");
        Checks.text(format, "image.format");
        Checks.sha256(sha256, "image.sha256");
    }
}
