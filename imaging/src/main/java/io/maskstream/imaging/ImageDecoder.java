package io.maskstream.imaging;

import io.maskstream.imaging.format.ExifOrientation;
import io.maskstream.imaging.format.FormatException;
import io.maskstream.imaging.format.Structure;
import io.maskstream.imaging.format.UnknownBytes;
import java.nio.ByteBuffer;

/**
 * Encoded bytes to RGB pixels, in the image's own size or in a model's. Thread-safe; each call uses its own thread alone.
 *
 * <p>What is transparent is shown over white. Of an animation, the first frame is read. CMYK is taken as inverted, as Adobe
 * writes it and browsers read it. Colour profiles are not applied.
 */
public final class ImageDecoder {
    private static final int CHANNELS = 3;

    /** More pixels do not fit into one array of three bytes each. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / CHANNELS - 8;

    private final long maxPixels;

    /**
     * Limits what is decoded.
     *
     * @param maxPixels most pixels of a source image, checked on its header; over 715 million have no effect
     */
    public ImageDecoder(long maxPixels) {
        if (maxPixels < 1) {
            throw new IllegalArgumentException("the most pixels of an image must be 1 or more, not " + maxPixels);
        }
        this.maxPixels = Math.min(maxPixels, MOST_PIXELS);
    }

    /** Loads OpenCV and its codecs, which takes about a second, so that the first image need not wait for it. */
    public void warmUp() {
        byte[] picture = ImageWriter.jpeg(new RgbImage(1, 1, new byte[CHANNELS]), 90);
        try {
            decodeInto(picture, 1, 1, ByteBuffer.allocateDirect(CHANNELS));
        } catch (ImageException e) {
            throw new IllegalStateException("OpenCV does not read what it wrote: " + e.getMessage(), e);
        }
    }

    /** As {@link #inspect}, for the header alone. */
    public ImageHeader header(byte[] encoded) throws ImageException {
        return inspect(encoded).header();
    }

    /**
     * Decodes, orients and area-resizes to {@code width} x {@code height}, without keeping the aspect ratio.
     *
     * @param target {@code width * height * 3} bytes of RGB rows are written at its position, which advances; a direct buffer
     *     is written by OpenCV itself, any other is copied into
     * @return the header, whose oriented size is the image's own
     */
    public ImageHeader decodeInto(byte[] encoded, int width, int height, ByteBuffer target) throws ImageException {
        var inspected = inspect(encoded);
        inspected.decodeInto(width, height, target);
        return inspected.header();
    }

    /** Decodes at the image's own size, oriented. */
    public RgbImage decode(byte[] encoded) throws ImageException {
        return inspect(encoded).decode();
    }

    /**
     * Reads the header; allocates no pixels.
     *
     * @param encoded not copied; must not change until it is decoded
     * @throws ImageException where the bytes are no image, their header is damaged, or it says more pixels than allowed
     */
    public InspectedImage inspect(byte[] encoded) throws ImageException {
        for (ImageFormat format : ImageFormat.values()) {
            if (format.reader().matches(encoded)) {
                return inspect(encoded, format);
            }
        }
        throw new ImageException(
                ImageException.Kind.NOT_AN_IMAGE,
                "This is no image that can be read: it looks like %s. JPEG, PNG, WebP, GIF and BMP are read."
                        .formatted(UnknownBytes.describe(encoded)));
    }

    private InspectedImage inspect(byte[] encoded, ImageFormat format) throws ImageException {
        Structure structure;
        try {
            structure = format.reader().read(encoded);
        } catch (FormatException damaged) {
            throw InspectedImage.corrupt(format, damaged);
        }
        long pixels = (long) structure.width() * structure.height();
        if (pixels > maxPixels) {
            throw new ImageException(
                    ImageException.Kind.TOO_LARGE,
                    "The %s image has %d x %d = %,d pixels, and the limit is %,d: make it smaller, or raise the limit."
                            .formatted(format.displayName(), structure.width(), structure.height(), pixels, maxPixels));
        }
        int orientation = ExifOrientation.of(encoded, structure);
        var header = new ImageHeader(format, structure.width(), structure.height(), orientation);
        return new InspectedImage(encoded, header, structure);
    }
}
