package io.maskstream.imaging.pixel;

import io.maskstream.imaging.format.FormatException;
import io.maskstream.imaging.format.GifFrame;
import io.maskstream.imaging.format.Structure;
import io.maskstream.imaging.natives.OpenCv;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The first frame of a GIF on its logical screen, white where the frame does not reach or is transparent.
 *
 * <p>Written out here because OpenCV's decoder (4.13) paints the screen around a smaller frame in its background colour,
 * opaque, where viewers show nothing. The codes are those of GIF89a, appendix F: LZW of growing width, at most 12 bits.
 */
public final class GifPixels {
    private static final int MOST_CODES = 4096;

    private final byte[] encoded;
    private final GifFrame frame;
    private int at;
    private int leftInBlock;
    private int bits;
    private int bitCount;

    private GifPixels(byte[] encoded, GifFrame frame) {
        this.encoded = encoded;
        this.frame = frame;
        this.at = frame.dataOffset() + 1;
    }

    /** Decodes to blue, green, red; the caller closes it. Pixels are outside Java's heap, whose size says nothing about images. */
    public static Mat overWhite(byte[] encoded, Structure structure) throws FormatException {
        var frame = GifFrame.first(encoded);
        long pixels = (long) frame.width() * frame.height();
        if (pixels > mostFramePixels(structure)) {
            throw new FormatException("is damaged: its first frame is %d x %d on a screen of %d x %d"
                    .formatted(frame.width(), frame.height(), structure.width(), structure.height()));
        }
        OpenCv.prepare();
        try (var stored = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC1)) {
            ByteBuffer indices = stored.createBuffer();
            new GifPixels(encoded, frame).read(indices, (int) pixels);
            var screen = new Mat(structure.height(), structure.width(), opencv_core.CV_8UC3, Scalar.all(255));
            paint(encoded, frame, indices, screen);
            return screen;
        }
    }

    /** Most bytes that {@link #overWhite} takes. */
    public static long bytes(Structure structure) {
        return 3L * structure.width() * structure.height() + mostFramePixels(structure);
    }

    /** A frame outside its screen is cut by it, so a small screen must not make a huge frame cheap to ask for. */
    private static long mostFramePixels(Structure structure) {
        return Math.min(Integer.MAX_VALUE, 4L * structure.width() * structure.height() + MOST_CODES);
    }

    private static void paint(byte[] encoded, GifFrame frame, ByteBuffer indices, Mat screen) {
        int visible = Math.min(frame.width(), screen.cols() - frame.left());
        if (visible <= 0) {
            return;
        }
        byte[] line = new byte[3 * visible];
        int stored = 0;
        int[][] passes = frame.interlaced() ? new int[][] {{0, 8}, {4, 8}, {2, 4}, {1, 2}} : new int[][] {{0, 1}};
        for (int[] pass : passes) {
            for (int row = pass[0]; row < frame.height(); row += pass[1], stored++) {
                int y = frame.top() + row;
                if (y < screen.rows()) {
                    fill(line, encoded, frame, indices, stored * frame.width());
                    try (var pixels = screen.ptr(y, frame.left())) {
                        pixels.put(line);
                    }
                }
            }
        }
    }

    private static void fill(byte[] line, byte[] encoded, GifFrame frame, ByteBuffer indices, int from) {
        Arrays.fill(line, (byte) 255);
        for (int column = 0; column < line.length / 3; column++) {
            int index = indices.get(from + column) & 0xFF;
            if (index != frame.transparent() && index < frame.colours()) {
                int colour = frame.paletteOffset() + 3 * index;
                line[3 * column] = encoded[colour + 2];
                line[3 * column + 1] = encoded[colour + 1];
                line[3 * column + 2] = encoded[colour];
            }
        }
    }

    private void read(ByteBuffer output, int count) throws FormatException {
        int firstBits = encoded[frame.dataOffset()];
        int clear = 1 << firstBits;
        int end = clear + 1;
        // Each code past the end code is an earlier stretch of the output and one pixel more.
        int[] start = new int[MOST_CODES];
        int[] length = new int[MOST_CODES];
        int width = firstBits + 1;
        int next = end + 1;
        int previousStart = -1;
        int previousLength = 0;
        int written = 0;
        while (written < count) {
            int code = code(width);
            if (code == clear) {
                width = firstBits + 1;
                next = end + 1;
                previousStart = -1;
                continue;
            }
            if (code == end || code > next || (code == next && previousStart < 0)) {
                throw new FormatException(
                        "is damaged: its pixels end or break off after %,d of %,d".formatted(written, count));
            }
            if (previousStart >= 0 && next < MOST_CODES) {
                start[next] = previousStart;
                length[next] = previousLength + 1; // its last pixel is the first one that is written now
                next++;
            }
            int size = code < clear ? 1 : length[code];
            previousStart = written;
            previousLength = Math.min(size, count - written);
            if (code < clear) {
                output.put(written++, (byte) code);
            } else {
                for (int i = 0; i < previousLength; i++) {
                    output.put(written++, output.get(start[code] + i));
                }
            }
            if (next == (1 << width) && width < 12) {
                width++;
            }
        }
    }

    private int code(int width) throws FormatException {
        while (bitCount < width) {
            bits |= nextByte() << bitCount;
            bitCount += 8;
        }
        int code = bits & ((1 << width) - 1);
        bits >>>= width;
        bitCount -= width;
        return code;
    }

    private int nextByte() throws FormatException {
        if (leftInBlock == 0) {
            leftInBlock = at < encoded.length ? encoded[at++] & 0xFF : 0;
        }
        if (leftInBlock == 0 || at >= encoded.length) {
            throw new FormatException("is damaged: its pixels end too early");
        }
        leftInBlock--;
        return encoded[at++] & 0xFF;
    }
}
