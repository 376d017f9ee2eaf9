package io.maskstream.imaging;

/** A mask laid over its image. */
public final class Overlay {
    private static final int ONE = 256;

    private final int[] colours;
    private final int share;

    Overlay(Palette palette, double opacity) {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity is 0 to 1, not " + opacity);
        }
        this.colours = palette.colours().stream().mapToInt(Integer::intValue).toArray();
        this.share = (int) Math.round(opacity * ONE);
    }

    /**
     * Mixes each pixel with the colour of its class. Classes outside the palette leave theirs as it is.
     *
     * @param image left as it is; {@link Canvas#cover} draws without a copy
     * @param ids one class id for each pixel, unsigned
     * @param opacity of the colours, 0 (only the image) to 1 (only the colours)
     */
    public static RgbImage draw(RgbImage image, byte[] ids, Palette palette, double opacity) {
        if (ids.length != image.width() * image.height()) {
            throw new IllegalArgumentException("an image of %d x %d pixels cannot be covered by a mask of %d"
                    .formatted(image.width(), image.height(), ids.length));
        }
        byte[] pixels = image.pixels().clone();
        new Overlay(palette, opacity).mix(pixels, ids);
        return new RgbImage(image.width(), image.height(), pixels);
    }

    /**
     * Mixes in place.
     *
     * @param pixels three bytes for each id
     */
    void mix(byte[] pixels, byte[] ids) {
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i] & 0xFF;
            if (id < colours.length) {
                int colour = colours[id];
                pixels[3 * i] = mix(pixels[3 * i], colour >> 16);
                pixels[3 * i + 1] = mix(pixels[3 * i + 1], colour >> 8);
                pixels[3 * i + 2] = mix(pixels[3 * i + 2], colour);
            }
        }
    }

    private byte mix(byte below, int above) {
        return (byte) (((below & 0xFF) * (ONE - share) + (above & 0xFF) * share + ONE / 2) / ONE);
    }
}
