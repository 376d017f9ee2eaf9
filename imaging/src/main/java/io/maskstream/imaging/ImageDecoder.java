package io.maskstream.imaging;

import io.maskstream.imaging.format.ExifOrientation;
import io.maskstream.imaging.format.FormatException;
import io.maskstream.imaging.format.Structure;
import io.maskstream.imaging.format.UnknownBytes;
import io.maskstream.imaging.pixel.Geometry;
import io.maskstream.imaging.pixel.GifPixels;
import io.maskstream.imaging.pixel.PixelReader;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

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

    /**
     * Reads the header; allocates no pixels.
     *
     * @throws ImageException where the bytes are no image, their header is damaged, or it says more pixels than allowed
     */
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
        int size = Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS);
        if (width < 1 || height < 1 || target.remaining() < size) {
            throw new IllegalArgumentException("%d x %d pixels need %d bytes, the target has room for %d"
                    .formatted(width, height, size, target.remaining()));
        }
        var inspected = inspect(encoded);
        if (target.isDirect() && !target.isReadOnly()) {
            // The pointer, like its buffer, leaves the memory to the caller's.
            try (var memory = new BytePointer(target.slice());
                    var rgb = new Mat(height, width, opencv_core.CV_8UC3, memory)) {
                decode(encoded, inspected, rgb);
            }
            target.position(target.position() + size);
        } else {
            target.put(decode(encoded, inspected, width, height));
        }
        return inspected.header();
    }

    /** Decodes at the image's own size, oriented. */
    public RgbImage decode(byte[] encoded) throws ImageException {
        var inspected = inspect(encoded);
        int width = inspected.header().orientedWidth();
        int height = inspected.header().orientedHeight();
        return new RgbImage(width, height, decode(encoded, inspected, width, height));
    }

    private static byte[] decode(byte[] encoded, Inspected inspected, int width, int height) throws ImageException {
        byte[] pixels = new byte[width * height * CHANNELS];
        try (var rgb = new Mat(height, width, opencv_core.CV_8UC3)) {
            decode(encoded, inspected, rgb);
            rgb.data().get(pixels);
        }
        return pixels;
    }

    /** Turning comes last because it is cheap on the small image; so the size to resize to is the one before turning. */
    private static void decode(byte[] encoded, Inspected inspected, Mat rgb) throws ImageException {
        var header = inspected.header();
        boolean turned = header.orientation() >= 5;
        int width = turned ? rgb.rows() : rgb.cols();
        int height = turned ? rgb.cols() : rgb.rows();
        try (var stored = stored(encoded, inspected, width, height);
                var resized = Geometry.resize(stored, width, height);
                var upright = Geometry.orient(resized, header.orientation())) {
            opencv_imgproc.cvtColor(upright, rgb, opencv_imgproc.COLOR_BGR2RGB);
        }
    }

    private static Mat stored(byte[] encoded, Inspected inspected, int width, int height) throws ImageException {
        var format = inspected.header().format();
        var structure = inspected.structure();
        try {
            format.reader().requireComplete(encoded);
            return switch (format) {
                case JPEG -> PixelReader.jpeg(encoded, structure, width, height);
                case PNG -> PixelReader.overWhite(encoded, structure);
                case GIF -> GifPixels.overWhite(encoded, structure);
                case WEBP, BMP ->
                    structure.alpha()
                            ? PixelReader.overWhite(encoded, structure)
                            : PixelReader.opaque(encoded, structure);
            };
        } catch (FormatException damaged) {
            throw corrupt(format, damaged);
        }
    }

    private Inspected inspect(byte[] encoded) throws ImageException {
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

    private Inspected inspect(byte[] encoded, ImageFormat format) throws ImageException {
        Structure structure;
        try {
            structure = format.reader().read(encoded);
        } catch (FormatException damaged) {
            throw corrupt(format, damaged);
        }
        long pixels = (long) structure.width() * structure.height();
        if (pixels > maxPixels) {
            throw new ImageException(
                    ImageException.Kind.TOO_LARGE,
                    "The %s image has %d x %d = %,d pixels, and the limit is %,d: make it smaller, or raise the limit."
                            .formatted(format.displayName(), structure.width(), structure.height(), pixels, maxPixels));
        }
        int orientation = ExifOrientation.of(encoded, structure);
        return new Inspected(new ImageHeader(format, structure.width(), structure.height(), orientation), structure);
    }

    private static ImageException corrupt(ImageFormat format, FormatException damaged) {
        return new ImageException(
                ImageException.Kind.CORRUPT,
                "The %s image %s.".formatted(format.displayName(), damaged.getMessage()),
                damaged);
    }

    private record Inspected(ImageHeader header, Structure structure) {}
}
