package io.maskstream.imaging.format;

import java.util.Set;

/** BMP: a file header and a DIB header, as in Microsoft's Windows GDI documentation, "Bitmap Storage". */
public final class BmpReader implements FormatReader {
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final Set<Integer> HEADERS = Set.of(CORE_HEADER, 40, 52, 56, 64, 108, 124);
    private static final int UNCOMPRESSED = 0;
    private static final Set<Integer> DEPTHS = Set.of(1, 4, 8, 16, 24, 32);
    private static final int RUN_LENGTH_8 = 1;
    private static final int RUN_LENGTH_4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int ALPHA_BIT_FIELDS = 6;
    private static final int ALPHA_MASK = FILE_HEADER + 52;

    /** Two letters alone would also match a text about a car: the header's length must be one of those in use. */
    @Override
    public boolean matches(byte[] encoded) {
        if (encoded.length < FILE_HEADER + 4 || encoded[0] != 'B' || encoded[1] != 'M') {
            return false;
        }
        return encoded[FILE_HEADER + 1] == 0
                && encoded[FILE_HEADER + 2] == 0
                && encoded[FILE_HEADER + 3] == 0
                && HEADERS.contains(encoded[FILE_HEADER] & 0xFF);
    }

    @Override
    public Structure read(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        int header = bytes.unsigned8(FILE_HEADER);
        if (bytes.unsigned32LittleEndian(6) != 0) {
            throw new FormatException("has a damaged header: its reserved bytes are not 0");
        }
        if (header == CORE_HEADER) {
            return Structure.of(bytes.unsigned16LittleEndian(18), bytes.unsigned16LittleEndian(20), false);
        }
        int width = (int) bytes.unsigned32LittleEndian(18);
        int height = (int) bytes.unsigned32LittleEndian(22); // negative where the rows run from the top
        int compression = compression(bytes);
        boolean alpha = header >= 56 && compression == BIT_FIELDS && bytes.unsigned32LittleEndian(ALPHA_MASK) != 0;
        return Structure.of(width, Math.abs((long) height), alpha);
    }

    /** Computes how long the pixels are, and looks whether the file is. */
    @Override
    public void requireComplete(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        long pixels = bytes.unsigned32LittleEndian(10);
        boolean core = bytes.unsigned8(FILE_HEADER) == CORE_HEADER;
        int compression = core ? UNCOMPRESSED : compression(bytes);
        var structure = read(encoded);
        int depth = bytes.unsigned16LittleEndian(core ? 24 : 28);
        requireKnownKind(bytes, compression, depth, pixels, core);
        if (compression == UNCOMPRESSED || compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS) {
            long row = ((long) structure.width() * depth + 31) / 32 * 4;
            bytes.require(pixels, row * structure.height());
        } else {
            // Run lengths: the header says how long they are, or leaves it open.
            bytes.require(pixels, Math.max(1, bytes.unsigned32LittleEndian(34)));
        }
    }

    private static void requireKnownKind(Bytes bytes, int compression, int depth, long pixels, boolean core)
            throws FormatException {
        boolean known =
                switch (compression) {
                    case UNCOMPRESSED -> DEPTHS.contains(depth);
                    case RUN_LENGTH_8 -> depth == 8;
                    case RUN_LENGTH_4 -> depth == 4;
                    default -> depth == 16 || depth == 32;
                };
        boolean runs = compression == RUN_LENGTH_8 || compression == RUN_LENGTH_4;
        boolean fromTheTop = !core && (int) bytes.unsigned32LittleEndian(22) < 0;
        long colours = core || depth > 8 ? 0 : bytes.unsigned32LittleEndian(46);
        if (!known || (runs && fromTheTop) || colours > 256 || pixels < FILE_HEADER + bytes.unsigned8(FILE_HEADER)) {
            throw new FormatException("has a damaged header: %d bits in packing %d, %d colours, pixels at byte %,d"
                    .formatted(depth, compression, colours, pixels));
        }
    }

    private static int compression(Bytes bytes) throws FormatException {
        long compression = bytes.unsigned32LittleEndian(30);
        if (compression > BIT_FIELDS && compression != ALPHA_BIT_FIELDS) {
            throw new FormatException(
                    "is packed in a way (%d) that is not read: uncompressed, bit fields (%d) and run lengths (up to %d) are"
                            .formatted(compression, BIT_FIELDS, RUN_LENGTH_4));
        }
        return (int) compression;
    }
}
