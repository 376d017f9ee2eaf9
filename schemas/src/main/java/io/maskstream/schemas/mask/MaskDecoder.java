package io.maskstream.schemas.mask;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.EncodedMask;
import java.util.Base64;

/** The mask of a mask event, whatever its encoding. */
public final class MaskDecoder {
    private MaskDecoder() {}

    /**
     * Decodes a mask that travels in its event, of at most {@link IndexedPng#DEFAULT_MAX_PIXELS} pixels.
     *
     * @throws MaskFormatException if it is damaged, is not as large as it says, or lies elsewhere, at its uri
     */
    public static ClassMask decode(EncodedMask mask) throws MaskFormatException {
        return switch (mask.encoding()) {
            case EncodedMask.PNG -> png(mask);
            case EncodedMask.COCO_RLE -> CocoRle.decode(requireNonNull(mask.counts()), mask.width(), mask.height());
            default ->
                throw new MaskFormatException("the mask is not in the event: fetch the PNG that lies at its uri,"
                        + " and decode that with MaskDecoder.decode(mask, png)");
        };
    }

    /**
     * Decodes a mask that lies at its uri, of at most {@link IndexedPng#DEFAULT_MAX_PIXELS} pixels.
     *
     * @param png what was fetched from there
     * @throws MaskFormatException if it is damaged, or is not as large as the event says
     */
    public static ClassMask decode(EncodedMask mask, byte[] png) throws MaskFormatException {
        var decoded = IndexedPng.decode(png);
        if (decoded.width() != mask.width() || decoded.height() != mask.height()) {
            throw new MaskFormatException("the mask says that it has %d x %d pixels, but its PNG has %d x %d"
                    .formatted(mask.width(), mask.height(), decoded.width(), decoded.height()));
        }
        return decoded;
    }

    private static ClassMask png(EncodedMask mask) throws MaskFormatException {
        byte[] png;
        try {
            png = Base64.getDecoder().decode(requireNonNull(mask.data()));
        } catch (IllegalArgumentException e) {
            throw new MaskFormatException("the mask's data are not Base64", e);
        }
        return decode(mask, png);
    }
}
