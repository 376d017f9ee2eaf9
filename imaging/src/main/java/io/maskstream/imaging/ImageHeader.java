package io.maskstream.imaging;

/**
 * What the first bytes of an image say, before any pixel is allocated.
 *
 * @param width of the stored pixels, before orientation
 * @param height of the stored pixels, before orientation
 * @param orientation EXIF orientation, 1 to 8; 1 where there is none
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation) {

    /** Width as a person sees it. */
    public int orientedWidth() {
        return orientation >= 5 ? height : width;
    }

    /** Height as a person sees it. */
    public int orientedHeight() {
        return orientation >= 5 ? width : height;
    }
}
