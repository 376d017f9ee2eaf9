package io.maskstream.imaging.format;

/** WebP: a RIFF file, as in RFC 9649; the frame header of lossy images is that of RFC 6386, section 9.1. */
public final class WebpReader implements FormatReader {
    private static final int FIRST_CHUNK = 12;
    private static final int DATA = 20;

    @Override
    public boolean matches(byte[] encoded) {
        var bytes = new Bytes(encoded);
        return bytes.has(0, "RIFF") && bytes.has(8, "WEBP");
    }

    @Override
    public Structure read(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        String kind = bytes.text(FIRST_CHUNK, 4);
        return switch (kind) {
            case "VP8 " -> lossy(bytes, DATA);
            case "VP8L" -> lossless(bytes, DATA);
            case "VP8X" -> extended(bytes);
            default -> throw new FormatException("is damaged: it starts with neither VP8, VP8L nor VP8X");
        };
    }

    private static Structure lossy(Bytes bytes, long data) throws FormatException {
        boolean keyFrame = (bytes.unsigned8(data) & 1) == 0;
        if (!keyFrame || !bytes.has(data + 3, "\u009D\u0001*")) {
            throw new FormatException("is damaged: its frame header is not that of a picture");
        }
        int width = bytes.unsigned16LittleEndian(data + 6) & 0x3FFF;
        int height = bytes.unsigned16LittleEndian(data + 8) & 0x3FFF;
        return Structure.of(width, height, false);
    }

    private static Structure lossless(Bytes bytes, long data) throws FormatException {
        if (bytes.unsigned8(data) != 0x2F) {
            throw new FormatException("is damaged: its lossless signature is missing");
        }
        long bits = bytes.unsigned32LittleEndian(data + 1);
        return Structure.of((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1, ((bits >> 28) & 1) == 1);
    }

    private static Structure extended(Bytes bytes) throws FormatException {
        boolean alpha = (bytes.unsigned8(DATA) & 0x10) != 0;
        long width = bytes.unsigned24LittleEndian(DATA + 4) + 1L;
        long height = bytes.unsigned24LittleEndian(DATA + 7) + 1L;
        var structure = Structure.of(width, height, alpha);
        for (long at = FIRST_CHUNK; at + 8 <= bytes.length(); at = next(bytes, at)) {
            if (bytes.has(at, "EXIF")) {
                long length = Math.min(bytes.unsigned32LittleEndian(at + 4), bytes.length() - (at + 8));
                return structure.withExif(at + 8, length);
            }
        }
        return structure;
    }

    /** Compares the length that the file says it has, and follows the chunks within it to one with pixels. */
    @Override
    public void requireComplete(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        long end = 8 + bytes.unsigned32LittleEndian(4);
        bytes.require(0, end);
        var canvas = read(encoded);
        boolean pixels = false;
        for (long at = FIRST_CHUNK; at + 8 <= end; at = next(bytes, at)) {
            bytes.require(at + 8, bytes.unsigned32LittleEndian(at + 4));
            if (bytes.has(at, "VP8 ") || bytes.has(at, "VP8L")) {
                var still = still(bytes, at);
                requireThat(still.width() == canvas.width() && still.height() == canvas.height(), still, canvas);
                pixels = true;
            } else if (bytes.has(at, "ANMF")) {
                var frame = Structure.of(
                        bytes.unsigned24LittleEndian(at + 14) + 1L, bytes.unsigned24LittleEndian(at + 17) + 1L, false);
                long right = 2L * bytes.unsigned24LittleEndian(at + 8) + frame.width();
                long bottom = 2L * bytes.unsigned24LittleEndian(at + 11) + frame.height();
                requireThat(right <= canvas.width() && bottom <= canvas.height(), frame, canvas);
                pixels = true;
            }
        }
        if (!pixels) {
            throw new FormatException("is damaged: it has a header, but no pixels");
        }
    }

    private static Structure still(Bytes bytes, long chunk) throws FormatException {
        return bytes.has(chunk, "VP8L") ? lossless(bytes, chunk + 8) : lossy(bytes, chunk + 8);
    }

    private static void requireThat(boolean fits, Structure frame, Structure canvas) throws FormatException {
        if (!fits) {
            throw new FormatException("is damaged: a frame of %d x %d pixels does not fit its canvas of %d x %d"
                    .formatted(frame.width(), frame.height(), canvas.width(), canvas.height()));
        }
    }

    private static long next(Bytes bytes, long at) throws FormatException {
        long length = bytes.unsigned32LittleEndian(at + 4);
        return at + 8 + length + (length & 1);
    }
}
