package io.maskstream.schemas.mask;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** Reads one PNG's chunks (PNG specification, section 5); the pixels are {@link PngPixels}' work. Used once. */
final class PngReader {
    private static final int GREY = 0;
    private static final int INDEXED = 3;

    private final ByteBuffer png;
    private final long maxPixels;
    private final List<ByteBuffer> imageData = new ArrayList<>();
    private int width;
    private int height;
    private int bitDepth;
    private int colourType;
    private int colours;

    PngReader(byte[] png, long maxPixels) {
        this.png = ByteBuffer.wrap(png);
        this.maxPixels = maxPixels;
    }

    ClassMask read() throws MaskFormatException {
        byte[] signature = new byte[PngWriter.SIGNATURE.length];
        png.get(signature, 0, Math.min(signature.length, png.remaining()));
        if (!Arrays.equals(signature, PngWriter.SIGNATURE)) {
            throw new MaskFormatException("the mask is not a PNG: it does not start with the PNG signature");
        }
        header(expect("IHDR"));
        readUntilEnd();
        if (imageData.isEmpty()) {
            throw new MaskFormatException("the PNG has no pixels: there is no IDAT chunk");
        }
        if (colourType == INDEXED && colours == 0) {
            throw new MaskFormatException("the PNG has no palette: there is no PLTE chunk before its pixels");
        }
        int valid = colourType == INDEXED ? colours : 256;
        return new ClassMask(width, height, new PngPixels(width, height, bitDepth, valid).unpack(imageData));
    }

    private void readUntilEnd() throws MaskFormatException {
        boolean closed = false; // the IDAT chunks follow each other directly
        while (true) {
            var chunk = next();
            switch (chunk.type) {
                case "IEND" -> {
                    return;
                }
                case "IDAT" -> {
                    if (closed) {
                        throw new MaskFormatException("the PNG is damaged: its IDAT chunks do not follow each other");
                    }
                    imageData.add(chunk.data);
                    continue;
                }
                case "PLTE" -> palette(chunk.data);
                default -> {
                    if (Character.isUpperCase(chunk.type.charAt(0))) {
                        throw new MaskFormatException(
                                "the PNG has a critical chunk that is not known or not expected here");
                    }
                }
            }
            closed = !imageData.isEmpty();
        }
    }

    private void header(ByteBuffer header) throws MaskFormatException {
        if (header.remaining() != 13) {
            throw new MaskFormatException("the PNG's header has %d bytes instead of 13".formatted(header.remaining()));
        }
        width = header.getInt();
        height = header.getInt();
        bitDepth = header.get();
        colourType = header.get();
        int compression = header.get();
        int filter = header.get();
        int interlace = header.get();
        if (width < 1 || height < 1) {
            throw new MaskFormatException("the PNG's header gives no size: width and height are 1 to 2147483647");
        }
        if ((long) width * height > Math.min(maxPixels, Integer.MAX_VALUE - 8)) {
            throw new MaskFormatException("the PNG has %d x %d pixels, more than the limit of %d"
                    .formatted(width, height, Math.min(maxPixels, Integer.MAX_VALUE - 8)));
        }
        boolean indexed = colourType == INDEXED && List.of(1, 2, 4, 8).contains(bitDepth);
        if (!indexed && !(colourType == GREY && bitDepth == 8)) {
            throw new MaskFormatException(
                    "the PNG has colour type %d with %d bits: a mask is indexed (3) with 1, 2, 4 or 8 bits, or grey (0) with 8"
                            .formatted(colourType, bitDepth));
        }
        if (compression != 0 || filter != 0) {
            throw new MaskFormatException("the PNG names a compression or filter method that does not exist");
        }
        if (interlace != 0) {
            throw new MaskFormatException("the PNG is interlaced: masks are read without interlacing only");
        }
    }

    private void palette(ByteBuffer entries) throws MaskFormatException {
        int length = entries.remaining();
        if (colours > 0 || !imageData.isEmpty()) {
            throw new MaskFormatException("the PNG has a second palette, or one after its pixels");
        }
        if (length == 0 || length % 3 != 0 || length / 3 > (colourType == INDEXED ? 1 << bitDepth : 0)) {
            throw new MaskFormatException("the PNG's palette of %d bytes does not fit a picture of %d bits a pixel"
                    .formatted(length, bitDepth));
        }
        colours = length / 3;
    }

    private ByteBuffer expect(String type) throws MaskFormatException {
        var chunk = next();
        if (!chunk.type.equals(type)) {
            throw new MaskFormatException("the PNG does not start with its %s chunk".formatted(type));
        }
        return chunk.data;
    }

    private Chunk next() throws MaskFormatException {
        if (png.remaining() < 12) {
            throw new MaskFormatException(
                    "the PNG ends early: %d bytes are left where a chunk should be".formatted(png.remaining()));
        }
        int length = png.getInt();
        if (length < 0 || length > png.remaining() - 8) {
            throw new MaskFormatException("the PNG ends early, or a chunk's length is damaged");
        }
        var crc = new CRC32();
        crc.update(png.slice(png.position(), 4 + length));
        byte[] type = new byte[4];
        png.get(type);
        var data = png.slice(png.position(), length);
        png.position(png.position() + length);
        if (png.getInt() != (int) crc.getValue()) {
            throw new MaskFormatException("the PNG is damaged: a chunk's checksum is wrong");
        }
        return new Chunk(new String(type, StandardCharsets.ISO_8859_1), data);
    }

    private record Chunk(String type, ByteBuffer data) {}
}
