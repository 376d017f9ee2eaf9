package io.maskstream.schemas.event;

/**
 * The image that was segmented, as a person sees it.
 *
 * @param width in pixels, after EXIF orientation
 * @param height in pixels, after EXIF orientation
 * @param format {@code jpeg}, {@code png}, {@code webp}, {@code gif} or {@code bmp}
 * @param sha256 of the encoded bytes, 64 lower-case hexadecimal digits
 */
public record ImageInfo(int width, int height, String format, String sha256) {}
