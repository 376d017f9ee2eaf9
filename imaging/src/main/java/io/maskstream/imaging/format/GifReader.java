package io.maskstream.imaging.format;

/** GIF: a logical screen and the first frame on it, as in CompuServe's GIF89a specification. */
public final class GifReader implements FormatReader {
    /** A code of 12 bits stands for fewer than 4096 pixels, a shorter one for fewer by far. */
    private static final long MOST_PIXELS_PER_BYTE = 4096 * 8 / 12 + 1;

    @Override
    public boolean matches(byte[] encoded) {
        var bytes = new Bytes(encoded);
        return bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a");
    }

    /** The logical screen's size, or the first frame's where a careless writer left the screen's out, as browsers do. */
    @Override
    public Structure read(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        int width = bytes.unsigned16LittleEndian(6);
        int height = bytes.unsigned16LittleEndian(8);
        if (width == 0 || height == 0) {
            var frame = GifFrame.first(encoded);
            width = frame.left() + frame.width();
            height = frame.top() + frame.height();
        }
        return Structure.of(width, height, true);
    }

    /** The first frame must end; what comes after it is not shown. */
    @Override
    public void requireComplete(byte[] encoded) throws FormatException {
        var frame = GifFrame.first(encoded);
        int from = frame.dataOffset() + 1;
        long data = (long) GifFrame.skipBlocks(new Bytes(encoded), from) - from;
        long pixels = (long) frame.width() * frame.height();
        if (pixels > MOST_PIXELS_PER_BYTE * data) {
            throw new FormatException(
                    "is damaged: %,d bytes of data cannot hold its %,d pixels".formatted(data, pixels));
        }
    }
}
