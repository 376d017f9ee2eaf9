package io.maskstream.standalone.mutant;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Makes files claim more pixels than they have. */
final class ImageSizes {
    private static final int[] SIDES = {200, 1_000, 5_000, 9_999, 16_383, 16_384, 32_767, 65_500, 65_535};

    private ImageSizes() {}

    /** Changes width, height or both in the header, in place; other bytes where the file is of none of the four formats. */
    static byte[] inflated(byte[] file, Random random) {
        if (file.length < 32) {
            return file;
        }
        String start = new String(file, 0, 16, ISO_8859_1);
        var bytes = ByteBuffer.wrap(file);
        int width = SIDES[random.nextInt(SIDES.length)];
        int height = SIDES[random.nextInt(SIDES.length)];
        boolean both = random.nextBoolean();
        if (start.startsWith("\u0089PNG")) {
            bytes.putInt(16, width);
            if (both) {
                bytes.putInt(20, height);
            }
        } else if (start.startsWith("GIF8")) {
            inflateGif(bytes.order(ByteOrder.LITTLE_ENDIAN), width, height, both);
        } else if (start.startsWith("RIFF")) {
            inflateWebp(bytes.order(ByteOrder.LITTLE_ENDIAN), start.charAt(15), width, height);
        } else {
            inflateJpeg(bytes, width, height, both);
        }
        return file;
    }

    /** The screen, and sometimes the frame on it: the first separator is taken for the frame's. */
    private static void inflateGif(ByteBuffer bytes, int width, int height, boolean frameToo) {
        bytes.putShort(6, (short) width).putShort(8, (short) height);
        for (int at = 13; frameToo && at < bytes.limit() - 10; at++) {
            if (bytes.get(at) == ',') {
                bytes.putShort(at + 5, (short) width).putShort(at + 7, (short) height);
                return;
            }
        }
    }

    private static void inflateWebp(ByteBuffer bytes, char kind, int width, int height) {
        switch (kind) {
            case 'X' -> bytes.putShort(24, (short) width).putShort(27, (short) height);
            case 'L' ->
                bytes.putInt(21, (bytes.getInt(21) & 0xF0000000) | (width & 0x3FFF) | ((height & 0x3FFF) << 14));
            default -> bytes.putShort(26, (short) width).putShort(28, (short) height);
        }
    }

    private static void inflateJpeg(ByteBuffer bytes, int width, int height, boolean both) {
        for (int at = 0; at < bytes.limit() - 9; at++) {
            int marker = bytes.getShort(at) & 0xFFFF;
            if (marker >= 0xFFC0 && marker <= 0xFFC2) {
                bytes.putShort(at + 7, (short) width);
                if (both) {
                    bytes.putShort(at + 5, (short) height);
                }
                return;
            }
        }
    }
}
