package io.maskstream.imaging.format;

/**
 * Where the first frame of a GIF stands and what its pixels mean.
 *
 * @param left of the frame on the logical screen, in pixels
 * @param top of the frame on the logical screen, in pixels
 * @param interlaced whether rows come in four passes
 * @param paletteOffset where its colours start, three bytes each
 * @param colours in the palette, 2 to 256
 * @param transparent the colour that is none, or -1
 * @param dataOffset where the LZW code size stands; blocks of codes follow
 */
public record GifFrame(
        int left,
        int top,
        int width,
        int height,
        boolean interlaced,
        int paletteOffset,
        int colours,
        int transparent,
        int dataOffset) {
    private static final int SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int IMAGE = 0x2C;

    /** Finds the first frame. */
    public static GifFrame first(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        int screenFlags = bytes.unsigned8(10);
        int at = SCREEN + paletteBytes(screenFlags);
        int transparent = -1;
        while (true) {
            int block = bytes.unsigned8(at);
            if (block == EXTENSION) {
                if (bytes.unsigned8(at + 1) == GRAPHIC_CONTROL && (bytes.unsigned8(at + 3) & 1) == 1) {
                    transparent = bytes.unsigned8(at + 6);
                }
                at = skipBlocks(bytes, at + 2);
            } else if (block == IMAGE) {
                return frame(bytes, at, screenFlags, transparent);
            } else {
                throw new FormatException("is damaged: it has a header, but no pixels");
            }
        }
    }

    private static GifFrame frame(Bytes bytes, int at, int screenFlags, int transparent) throws FormatException {
        int flags = bytes.unsigned8(at + 9);
        int own = paletteBytes(flags);
        int colours = own > 0 ? own : paletteBytes(screenFlags);
        if (colours == 0) {
            throw new FormatException("is damaged: it has no colours");
        }
        int paletteOffset = own > 0 ? at + 10 : SCREEN;
        bytes.require(paletteOffset, colours);
        var frame = new GifFrame(
                bytes.unsigned16LittleEndian(at + 1),
                bytes.unsigned16LittleEndian(at + 3),
                bytes.unsigned16LittleEndian(at + 5),
                bytes.unsigned16LittleEndian(at + 7),
                (flags & 0x40) != 0,
                paletteOffset,
                colours / 3,
                transparent,
                at + 10 + own);
        int codeSize = bytes.unsigned8(frame.dataOffset);
        if (frame.width == 0 || frame.height == 0 || codeSize < 1 || codeSize > 11) {
            throw new FormatException("is damaged: its first frame is %d x %d pixels with codes of %d bits"
                    .formatted(frame.width, frame.height, codeSize));
        }
        return frame;
    }

    private static int paletteBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Steps over blocks, each led by its length, to the one of length 0, and returns what follows. */
    static int skipBlocks(Bytes bytes, int from) throws FormatException {
        int at = from;
        for (int length = bytes.unsigned8(at); length > 0; length = bytes.unsigned8(at)) {
            at += 1 + length;
        }
        return at + 1;
    }
}
