package io.maskstream.imaging;

import io.maskstream.imaging.format.BmpReader;
import io.maskstream.imaging.format.FormatException;
import io.maskstream.imaging.format.PngReader;
import io.maskstream.imaging.format.Structure;
import io.maskstream.imaging.pixel.Geometry;
import io.maskstream.imaging.pixel.GifPixels;
import io.maskstream.imaging.pixel.PixelReader;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** An image whose header has been read and found in order; no pixel is decoded yet. Thread-safe. */
public final class InspectedImage {
    private static final int CHANNELS = 3;

    /** What PNG, WebP and BMP take at most: the stored pixels, those over white, and two canvases of animations. */
    private static final int BYTES_PER_PIXEL = 24;

    /** A copy of the file for the decoder, and one before it from which needless chunks are left out, or in which masks are in place. */
    private static final int COPIES = 3;

    private final byte[] encoded;
    private final ImageHeader header;
    private final Structure structure;

    InspectedImage(byte[] encoded, ImageHeader header, Structure structure) {
        this.encoded = encoded;
        this.header = header;
        this.structure = structure;
    }

    /** What the header says. */
    public ImageHeader header() {
        return header;
    }

    /**
     * How much memory {@link #decodeInto} will take while it works, so that a caller can see first whether it is there.
     *
     * @return bytes, at most; what is decoded into is not counted
     * @throws ImageException where a look behind the header shows damage
     */
    public long workingBytes(int width, int height) throws ImageException {
        long resized = 3L * CHANNELS * width * height;
        if (header.format() != ImageFormat.JPEG) {
            return resized
                    + (long) COPIES * encoded.length
                    + (header.format() == ImageFormat.GIF
                            ? GifPixels.bytes(structure)
                            : (long) BYTES_PER_PIXEL * header.width() * header.height());
        }
        try {
            return resized
                    + PixelReader.jpegBytes(
                            encoded, structure, storedWidth(width, height), storedHeight(width, height));
        } catch (FormatException damaged) {
            throw corrupt(header.format(), damaged);
        }
    }

    /** As {@link ImageDecoder#decodeInto}. */
    public void decodeInto(int width, int height, ByteBuffer target) throws ImageException {
        int size = Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS);
        if (width < 1 || height < 1 || target.remaining() < size) {
            throw new IllegalArgumentException("%d x %d pixels need %d bytes, the target has room for %d"
                    .formatted(width, height, size, target.remaining()));
        }
        if (target.isDirect() && !target.isReadOnly()) {
            // The pointer, like its buffer, leaves the memory to the caller's.
            try (var memory = new BytePointer(target.slice());
                    var rgb = new Mat(height, width, opencv_core.CV_8UC3, memory)) {
                decode(rgb);
            }
            target.position(target.position() + size);
        } else {
            target.put(decode(width, height));
        }
    }

    /**
     * Decodes, oriented, at the image's own size or, where that is larger, scaled in its aspect ratio.
     *
     * @param longestSide of what is decoded, in pixels, at most; 1 or more
     * @return the caller's, to be closed
     */
    public Canvas canvas(int longestSide) throws ImageException {
        if (longestSide < 1) {
            throw new IllegalArgumentException("an image cannot have sides of %d pixels".formatted(longestSide));
        }
        int width = header.orientedWidth();
        int height = header.orientedHeight();
        double scale = Math.min(1, (double) longestSide / Math.max(width, height));
        var canvas =
                new Canvas((int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale)));
        boolean decoded = false;
        try {
            decode(canvas.rgb());
            decoded = true;
            return canvas;
        } finally {
            if (!decoded) {
                canvas.close();
            }
        }
    }

    /** Decodes at the image's own size, oriented. */
    RgbImage decode() throws ImageException {
        int width = header.orientedWidth();
        int height = header.orientedHeight();
        return new RgbImage(width, height, decode(width, height));
    }

    private byte[] decode(int width, int height) throws ImageException {
        byte[] pixels = new byte[width * height * CHANNELS];
        try (var rgb = new Mat(height, width, opencv_core.CV_8UC3)) {
            decode(rgb);
            rgb.data().get(pixels);
        }
        return pixels;
    }

    /** Turning comes last because it is cheap on the small image; so the size to resize to is the one before turning. */
    private void decode(Mat rgb) throws ImageException {
        int width = storedWidth(rgb.cols(), rgb.rows());
        int height = storedHeight(rgb.cols(), rgb.rows());
        try (var stored = stored(width, height);
                var resized = Geometry.resize(stored, width, height);
                var upright = Geometry.orient(resized, header.orientation())) {
            opencv_imgproc.cvtColor(upright, rgb, opencv_imgproc.COLOR_BGR2RGB);
        }
    }

    private int storedWidth(int width, int height) {
        return header.orientation() >= 5 ? height : width;
    }

    private int storedHeight(int width, int height) {
        return header.orientation() >= 5 ? width : height;
    }

    private Mat stored(int width, int height) throws ImageException {
        var format = header.format();
        try {
            format.reader().requireComplete(encoded);
            return switch (format) {
                case JPEG -> PixelReader.jpeg(encoded, structure, width, height);
                case PNG -> PixelReader.overWhite(PngReader.essential(encoded), structure);
                case GIF -> GifPixels.overWhite(encoded, structure);
                case WEBP -> overWhite(encoded);
                case BMP -> overWhite(BmpReader.withMasksInPlace(encoded));
            };
        } catch (FormatException damaged) {
            throw corrupt(format, damaged);
        }
    }

    private Mat overWhite(byte[] file) throws FormatException {
        return structure.alpha() ? PixelReader.overWhite(file, structure) : PixelReader.opaque(file, structure);
    }

    static ImageException corrupt(ImageFormat format, FormatException damaged) {
        return new ImageException(
                ImageException.Kind.CORRUPT,
                "The %s image %s.".formatted(format.displayName(), damaged.getMessage()),
                damaged);
    }
}
