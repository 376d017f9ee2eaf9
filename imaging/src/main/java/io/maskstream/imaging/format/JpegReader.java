package io.maskstream.imaging.format;

/** JPEG: markers and segments, as in ITU-T T.81, annex B. */
public final class JpegReader implements FormatReader {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APPLICATION_1 = 0xE1;
    private static final String EXIF = "Exif\0\0";

    /** A progressive image has about ten scans; thousands over a large image are an attack on the decoder's time. */
    private static final int MOST_SCANS = 500;

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
        int scans = 0;
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
            at += segmentLength(bytes, at);
            if (marker == START_OF_SCAN) {
                if (++scans > MOST_SCANS) {
                    throw new FormatException("has more than %d scans, which no camera writes".formatted(MOST_SCANS));
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
