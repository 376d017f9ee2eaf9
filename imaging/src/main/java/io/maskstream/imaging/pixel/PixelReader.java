package io.maskstream.imaging.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.maskstream.imaging.format.FormatException;
import io.maskstream.imaging.format.JpegReader;
import io.maskstream.imaging.format.PngReader;
import io.maskstream.imaging.format.Structure;
import io.maskstream.imaging.natives.OpenCv;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Encoded bytes to 8-bit blue, green, red, as stored: not oriented. The caller closes what it gets. */
public final class PixelReader {
    /** Rows that are laid over white at a time. */
    private static final int BAND = 64;

    private static final double FROM_16_BITS = 1.0 / 257;

    private PixelReader() {}

    /**
     * Decodes at a half, quarter or eighth of the size (rounded up) if that is still no smaller than asked for: a JPEG's
     * blocks can be decoded smaller, which is most of the work saved.
     */
    public static Mat jpeg(byte[] encoded, Structure structure, int leastWidth, int leastHeight)
            throws FormatException {
        int divisor = divisor(structure, leastWidth, leastHeight);
        int flags =
                switch (divisor) {
                    case 8 -> IMREAD_REDUCED_COLOR_8;
                    case 4 -> IMREAD_REDUCED_COLOR_4;
                    case 2 -> IMREAD_REDUCED_COLOR_2;
                    default -> IMREAD_COLOR;
                };
        return decode(
                encoded,
                flags | IMREAD_IGNORE_ORIENTATION,
                reduced(structure.width(), divisor),
                reduced(structure.height(), divisor));
    }

    /** Most bytes that {@link #jpeg} takes while it works, beside what it is given. */
    public static long jpegBytes(byte[] encoded, Structure structure, int leastWidth, int leastHeight)
            throws FormatException {
        int divisor = divisor(structure, leastWidth, leastHeight);
        long pixels = (long) reduced(structure.width(), divisor) * reduced(structure.height(), divisor);
        long all = JpegReader.pixelsInUnits(structure);
        return encoded.length + 3 * pixels + (JpegReader.holdsAllCoefficients(encoded) ? 8 * all : 0);
    }

    /** Decodes what has no alpha, or whose fourth byte means nothing. */
    public static Mat opaque(byte[] encoded, Structure structure) throws FormatException {
        return decode(encoded, IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION, structure.width(), structure.height());
    }

    /** Decodes grey, colour, 8 or 16 bits, with or without alpha; what lies behind is white. */
    public static Mat overWhite(byte[] encoded, Structure structure) throws FormatException {
        var stored = decode(encoded, IMREAD_UNCHANGED, structure.width(), structure.height());
        if (stored.channels() == 3 && stored.depth() == CV_8U) {
            return stored;
        }
        try (stored) {
            int transparent = stored.channels() == 1 && structure.alpha() ? PngReader.transparentGrey(encoded) : -1;
            var result = new Mat(stored.rows(), stored.cols(), CV_8UC3);
            // In bands, because all that lies between stored and laid pixels would take three times their memory.
            for (int row = 0; row < stored.rows(); row += BAND) {
                int end = Math.min(stored.rows(), row + BAND);
                try (var band = stored.rowRange(row, end);
                        var laid = result.rowRange(row, end)) {
                    lay(band, transparent, laid);
                }
            }
            return result;
        }
    }

    /** @param transparent the grey that is none, or -1 */
    private static void lay(Mat stored, int transparent, Mat laid) {
        if (transparent >= 0) {
            whiten(stored, transparent);
        }
        try (var eightBits = new Mat()) {
            boolean deep = stored.depth() == CV_16U;
            stored.convertTo(eightBits, CV_8U, deep ? FROM_16_BITS : 1, 0);
            switch (eightBits.channels()) {
                case 1 -> opencv_imgproc.cvtColor(eightBits, laid, opencv_imgproc.COLOR_GRAY2BGR);
                case 4 -> blend(eightBits, laid);
                default -> eightBits.copyTo(laid);
            }
        }
    }

    /** The decoder knows a transparent colour, but not a transparent grey. */
    private static void whiten(Mat grey, int transparent) {
        try (var value = new Mat(1, 1, CV_64F, Scalar.all(transparent));
                var white = new Mat(1, 1, CV_64F, Scalar.all(grey.depth() == CV_16U ? 65_535 : 255));
                var mask = new Mat()) {
            opencv_core.inRange(grey, value, value, mask);
            grey.setTo(white, mask);
        }
    }

    /** white - (white - colour) * alpha: exact where alpha is 0 or 255. */
    private static void blend(Mat colourAndAlpha, Mat result) {
        try (var alpha = new Mat();
                var alphas = new Mat();
                var colour = new Mat();
                var ink = new Mat();
                var inkLaid = new Mat()) {
            opencv_core.extractChannel(colourAndAlpha, alpha, 3);
            opencv_imgproc.cvtColor(alpha, alphas, opencv_imgproc.COLOR_GRAY2BGR);
            opencv_imgproc.cvtColor(colourAndAlpha, colour, opencv_imgproc.COLOR_BGRA2BGR);
            opencv_core.bitwise_not(colour, ink);
            opencv_core.multiply(ink, alphas, inkLaid, 1.0 / 255, -1);
            opencv_core.bitwise_not(inkLaid, result);
        }
    }

    private static Mat decode(byte[] encoded, int flags, int width, int height) throws FormatException {
        OpenCv.prepare();
        try (var bytes = new BytePointer(encoded);
                var buffer = new Mat(1, encoded.length, CV_8UC1, bytes)) {
            Mat decoded = call(buffer, flags);
            if (decoded.empty()) {
                decoded.close();
                throw new FormatException("is damaged, or of a kind that cannot be decoded");
            }
            if (decoded.cols() != width || decoded.rows() != height) {
                String found = "%d x %d".formatted(decoded.cols(), decoded.rows());
                decoded.close();
                throw new FormatException(
                        "is damaged: its header says %d x %d pixels, it has %s".formatted(width, height, found));
            }
            return decoded;
        }
    }

    private static Mat call(Mat buffer, int flags) throws FormatException {
        try {
            return imdecode(buffer, flags);
        } catch (RuntimeException thrown) { // how C++ exceptions, all those of OpenCV's decoders, arrive in Java
            throw new FormatException("is damaged, or of a kind that cannot be decoded", thrown);
        }
    }

    private static int divisor(Structure structure, int leastWidth, int leastHeight) {
        for (int divisor = 8; divisor > 1; divisor /= 2) {
            if (reduced(structure.width(), divisor) >= leastWidth
                    && reduced(structure.height(), divisor) >= leastHeight) {
                return divisor;
            }
        }
        return 1;
    }

    private static int reduced(int side, int divisor) {
        return (side + divisor - 1) / divisor;
    }
}
