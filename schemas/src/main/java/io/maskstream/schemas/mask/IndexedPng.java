package io.maskstream.schemas.mask;

import java.util.List;

/**
 * Masks as indexed PNG: pixel value = class id, the palette gives each class its colour.
 *
 * <p>Written for speed and for this kind of picture: 1, 2, 4 or 8 bits a pixel as the number of classes needs, filter 0,
 * fastest deflate. What is read may come from elsewhere: see {@link #decode(byte[], long)}.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics (PNG) Specification, third edition</a>
 */
public final class IndexedPng {
    /** Most pixels that {@link #decode(byte[])} accepts; a decoded mask takes a byte for each. */
    public static final long DEFAULT_MAX_PIXELS = 100_000_000;

    private IndexedPng() {}

    /**
     * Encodes a mask. The same mask and palette always give the same bytes on the same Java runtime.
     *
     * @param palette a colour 0xRRGGBB for each class id from 0, 1 to 256 of them; higher bits are ignored
     * @throws IllegalArgumentException if the palette has no colour for an id of the mask, or too few or too many colours
     */
    public static byte[] encode(ClassMask mask, List<Integer> palette) {
        return new PngWriter(mask, palette).write();
    }

    /** Decodes a mask of at most {@link #DEFAULT_MAX_PIXELS} pixels; see {@link #decode(byte[], long)}. */
    public static ClassMask decode(byte[] png) throws MaskFormatException {
        return decode(png, DEFAULT_MAX_PIXELS);
    }

    /**
     * Decodes an indexed PNG of 1, 2, 4 or 8 bits, or an 8-bit grey one whose grey values are the ids; not interlaced, all
     * filters, any number of IDAT chunks. Memory is bounded by the pixel limit and by what the bytes can unpack to.
     *
     * @param maxPixels most pixels that are accepted, checked on the header
     * @throws MaskFormatException if the bytes are no such PNG, are damaged or end early, or have more pixels
     */
    public static ClassMask decode(byte[] png, long maxPixels) throws MaskFormatException {
        return new PngReader(png, maxPixels).read();
    }
}
