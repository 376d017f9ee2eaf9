package io.maskstream.imaging;

import io.maskstream.imaging.format.FormatException;
import io.maskstream.imaging.format.PngReader;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Labels from files and at other sizes. A label is a number, so it is never mixed with its neighbours. */
public final class LabelMaps {
    private static final long MOST_PIXELS = 100_000_000;

    private LabelMaps() {}

    /**
     * Reads the numbers as they are stored in a PNG of one channel of up to 8 bits, grey or palette; its colours are ignored.
     *
     * @throws ImageException where it is no PNG, is damaged, has more channels or bits, or over 100 million pixels
     */
    public static LabelMap readPng(byte[] encoded) throws ImageException {
        var png = new PngReader();
        if (!png.matches(encoded)) {
            throw new ImageException(ImageException.Kind.NOT_AN_IMAGE, "A label map must be a PNG, and this is none.");
        }
        try {
            var structure = png.read(encoded);
            if ((long) structure.width() * structure.height() > MOST_PIXELS) {
                throw new ImageException(
                        ImageException.Kind.TOO_LARGE,
                        "The label map has %d x %d pixels, and the limit is %,d."
                                .formatted(structure.width(), structure.height(), MOST_PIXELS));
            }
            png.requireComplete(encoded);
        } catch (FormatException damaged) {
            throw corrupt(String.valueOf(damaged.getMessage()), damaged);
        }
        return labels(raster(encoded));
    }

    /** Not OpenCV: it would replace palette numbers by colours, and spread grey numbers of few bits over 0 to 255. */
    private static Raster raster(byte[] encoded) throws ImageException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(input, true, true);
            return reader.read(0).getRaster();
        } catch (IOException | RuntimeException damaged) { // the reader throws either on bytes that make no sense
            throw corrupt("is damaged: " + damaged.getMessage(), damaged);
        } finally {
            reader.dispose();
        }
    }

    private static LabelMap labels(Raster raster) throws ImageException {
        int bits = raster.getSampleModel().getSampleSize(0);
        if (raster.getNumBands() != 1 || bits > 8) {
            throw new ImageException(
                    ImageException.Kind.CORRUPT,
                    "The label map has %d x %d bits a pixel: labels are one channel of up to 8 bits, grey or palette."
                            .formatted(raster.getNumBands(), bits));
        }
        int width = raster.getWidth();
        byte[] labels = new byte[width * raster.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                labels[y * width + x] = (byte) row[x];
            }
        }
        return new LabelMap(width, raster.getHeight(), labels);
    }

    /**
     * Labels at another size, each that of the nearest pixel: number {@code floor((i + 0.5) * old / new)} of its row and of
     * its column, the formula of Pillow and Keras in exact arithmetic: theirs rounds, so that where the product is a whole number
     * they may take the pixel before it.
     */
    public static byte[] nearest(byte[] ids, int width, int height, int newWidth, int newHeight) {
        if (ids.length != width * height || newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException("%d labels cannot be %d x %d and become %d x %d"
                    .formatted(ids.length, width, height, newWidth, newHeight));
        }
        int[] columns = sources(width, newWidth);
        int[] rows = sources(height, newHeight);
        byte[] result = new byte[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int from = rows[y] * width;
            for (int x = 0; x < newWidth; x++) {
                result[y * newWidth + x] = ids[from + columns[x]];
            }
        }
        return result;
    }

    /** For each pixel of a new row or column, the number of the nearest in the old. */
    static int[] sources(int side, int newSide) {
        int[] sources = new int[newSide];
        for (int i = 0; i < newSide; i++) {
            sources[i] = (int) ((2L * i + 1) * side / (2L * newSide));
        }
        return sources;
    }

    private static ImageException corrupt(String message, Throwable cause) {
        return new ImageException(ImageException.Kind.CORRUPT, "The label map " + message + ".", cause);
    }
}
