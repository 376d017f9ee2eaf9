package io.maskstream.imaging;

/** A mask laid over its image. */
public final class Overlay {
    private static final int ONE = 256;

    private Overlay() {}

    /**
     * Mixes each pixel with the colour of its class. Classes outside the palette leave theirs as it is.
     *
     * @param ids one class id for each pixel, unsigned
     * @param opacity of the colours, 0 (only the image) to 1 (only the colours)
     */
    public static RgbImage draw(RgbImage image, byte[] ids, Palette palette, double opacity) {
        if (ids.length != image.width() * image.height()) {
            throw new IllegalArgumentException("an image of %d x %d pixels cannot be covered by a mask of %d"
                    .formatted(image.width(), image.height(), ids.length));
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity is 0 to 1, not " + opacity);
        }
        int share = (int) Math.round(opacity * ONE);
        byte[] source = image.pixels();
        byte[] pixels = source.clone();
        int[] colours = palette.colours().stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i] & 0xFF;
            if (id < colours.length) {
                int colour = colours[id];
                pixels[3 * i] = mix(source[3 * i], colour >> 16, share);
                pixels[3 * i + 1] = mix(source[3 * i + 1], colour >> 8, share);
                pixels[3 * i + 2] = mix(source[3 * i + 2], colour, share);
            }
        }
        return new RgbImage(image.width(), image.height(), pixels);
    }

    private static byte mix(byte below, int above, int share) {
        return (byte) (((below & 0xFF) * (ONE - share) + (above & 0xFF) * share + ONE / 2) / ONE);
    }
}
