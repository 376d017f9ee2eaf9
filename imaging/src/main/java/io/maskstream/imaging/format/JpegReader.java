package io.maskstream.imaging.format;

/** JPEG: markers and segments, as in ITU-T T.81, annex B. */
public final class JpegReader implements FormatReader {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APPLICATION_1 = 0xE1;
    private static final String EXIF = "Exif\0\0";

    /** A progressive image has about ten scans; hundreds are an attack on the decoder's time. */
    private static final int MOST_SCANS = 100;

    /** Scans that any image may have; each one more goes over all pixels once more. */
    private static final int USUAL_SCANS = 20;

    /** Most pixels that all scans together go over, where they are more than usual. */
    private static final long MOST_SCANNED_PIXELS = 500_000_000;

    /** Sampling factors go up to 4, blocks are 8 wide: decoders fill up to whole units of 32. */
    private static final int WIDEST_UNIT = 32;

    @Override
    public boolean matches(byte[] encoded) {
        return new Bytes(encoded).has(0, "\u00FF\u00D8\u00FF");
    }

    @Override
    public Structure read(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        int exifOffset = 0;
        int exifLength = 0;
        int at = 2;
        while (true) {
            at = marker(bytes, at);
            int marker = bytes.unsigned8(at++);
            if (isAlone(marker)) {
                continue;
            }
            if (marker == END_OF_IMAGE || marker == START_OF_SCAN) {
                throw new FormatException("is damaged: its size (a frame header) is missing");
            }
            int length = segmentLength(bytes, at);
            if (isFrame(marker)) {
                requireKnownKind(bytes, marker, at);
                return Structure.of(bytes.unsigned16BigEndian(at + 5), bytes.unsigned16BigEndian(at + 3), false)
                        .withExif(exifOffset, exifLength);
            }
            if (marker == APPLICATION_1 && exifLength == 0 && length > 8 && bytes.has(at + 2, EXIF)) {
                exifOffset = at + 2;
                exifLength = Math.min(length - 2, bytes.length() - exifOffset);
            }
            at += length;
        }
    }

    /** Follows segments and scans to the end marker. A thumbnail's end marker lies inside a segment and is stepped over. */
    @Override
    public void requireComplete(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        var structure = read(encoded);
        long pixels = (long) structure.width() * structure.height();
        int scans = 0;
        int frames = 0;
        int at = 2;
        while (true) {
            at = marker(bytes, at);
            int marker = bytes.unsigned8(at++);
            if (marker == END_OF_IMAGE) {
                if (scans == 0) {
                    throw new FormatException("is damaged: it has a header, but no pixels");
                }
                return;
            }
            if (isAlone(marker)) {
                continue;
            }
            if (isFrame(marker) && ++frames > 1) {
                throw new FormatException("is damaged: it has more than one frame header");
            }
            at += segmentLength(bytes, at);
            if (marker == START_OF_SCAN) {
                scans++;
                if (scans > MOST_SCANS || (scans > USUAL_SCANS && scans * pixels > MOST_SCANNED_PIXELS)) {
                    throw new FormatException(
                            "has %d scans or more over %,d pixels, which no camera writes".formatted(scans, pixels));
                }
                at = endOfScan(bytes, at);
            }
        }
    }

    /**
     * Whether a decoder has to hold the coefficients of all pixels at once, two bytes for each sample, however small the result is to be: a
     * progressive image, or one with its components in scans of their own.
     *
     * @param encoded bytes whose header has been read
     */
    public static boolean holdsAllCoefficients(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        int components = 0;
        int at = 2;
        while (true) {
            at = marker(bytes, at);
            int marker = bytes.unsigned8(at++);
            if (isAlone(marker)) {
                continue;
            }
            if (marker == START_OF_SCAN) {
                return bytes.unsigned8(at + 2) < components;
            }
            if (isFrame(marker)) {
                components = bytes.unsigned8(at + 7);
                if (isProgressive(marker)) {
                    return true;
                }
            }
            at += segmentLength(bytes, at);
        }
    }

    /** Pixels that decoders hold for those of an image, which end at whole units. */
    public static long pixelsInUnits(Structure structure) {
        long across = ((long) structure.width() + WIDEST_UNIT - 1) / WIDEST_UNIT;
        long down = ((long) structure.height() + WIDEST_UNIT - 1) / WIDEST_UNIT;
        return across * down * WIDEST_UNIT * WIDEST_UNIT;
    }

    /** Sequential and progressive modes in Huffman codes, as browsers read: arithmetic decoders take any bytes for pixels. */
    private static void requireKnownKind(Bytes bytes, int marker, int at) throws FormatException {
        int bits = bytes.unsigned8(at + 2);
        int components = bytes.unsigned8(at + 7);
        boolean mode = marker <= 0xC2;
        if (!mode || bits != 8 || components == 2 || components < 1 || components > 4) {
            throw new FormatException(
                    "is of a kind that is not read: frame %02X with %d components of %d bits (sequential and progressive ones with 1, 3 or 4 of 8 are)"
                            .formatted(marker, components, bits));
        }
    }

    /** Where the next marker's code stands. Decoders step over stray bytes between segments, so do we. */
    private static int marker(Bytes bytes, int from) throws FormatException {
        int at = from;
        while (true) {
            while (bytes.unsigned8(at) != 0xFF) {
                at++;
            }
            while (bytes.unsigned8(at) == 0xFF) {
                at++;
            }
            if (bytes.unsigned8(at) != 0) {
                return at;
            }
        }
    }

    /** Where the entropy-coded bytes end: at a marker that is neither a stuffed byte nor a restart. */
    private static int endOfScan(Bytes bytes, int from) throws FormatException {
        byte[] array = bytes.array();
        for (int at = from; at < array.length - 1; at++) {
            if (array[at] == (byte) 0xFF) {
                int next = array[at + 1] & 0xFF;
                if (next != 0 && next != 0xFF && !isRestart(next)) {
                    return at;
                }
            }
        }
        throw bytes.cutOff();
    }

    private static int segmentLength(Bytes bytes, int at) throws FormatException {
        int length = bytes.unsigned16BigEndian(at);
        if (length < 2) {
            throw new FormatException("is damaged: a segment at byte %,d has no length".formatted(at));
        }
        return length;
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || marker == START_OF_IMAGE || isRestart(marker);
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private static boolean isProgressive(int frame) {
        return (frame & 3) == 2;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
