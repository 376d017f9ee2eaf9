package io.maskstream.schemas.mask;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Puts PNGs together chunk by chunk, wrong ones too. */
final class HandMadePng {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    HandMadePng() {
        bytes.writeBytes(PngWriter.SIGNATURE);
    }

    HandMadePng header(int width, int height, int bitDepth, int colourType, int interlace) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bitDepth)
                        .put((byte) colourType)
                        .put((byte) 0)
                        .put((byte) 0)
                        .put((byte) interlace)
                        .array());
    }

    HandMadePng palette(int colours) {
        return chunk("PLTE", new byte[3 * colours]);
    }

    /** Rows with their filter bytes, deflated into one chunk. */
    HandMadePng pixels(int... rows) {
        return chunk("IDAT", deflate(rows));
    }

    HandMadePng chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        bytes.writeBytes(name);
        bytes.writeBytes(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    byte[] end() {
        return chunk("IEND", new byte[0]).bytes.toByteArray();
    }

    static byte[] deflate(int... rows) {
        byte[] raw = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            raw[i] = (byte) rows[i];
        }
        var deflater = new Deflater();
        try {
            deflater.setInput(raw);
            deflater.finish();
            byte[] deflated = new byte[raw.length + 100];
            return Arrays.copyOf(deflated, deflater.deflate(deflated));
        } finally {
            deflater.end();
        }
    }
}
