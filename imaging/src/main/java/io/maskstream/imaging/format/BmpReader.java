package io.maskstream.imaging.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    private static final int INFO_HEADER = 40;
    private static final int ALPHA_HEADER = 56;
    /** Where masks are, whatever the header's length: behind one of 40 bytes, and within all longer ones. */
    private static final int MASKS = FILE_HEADER + INFO_HEADER;

    private static final int ALPHA_MASK = MASKS + 12;

    /** The masks of bytes in this order. */
    private static final List<Long> BLUE_GREEN_RED = List.of(0xFF0000L, 0xFF00L, 0xFFL);

    /** The masks of 16 bits that the decoder knows: 5, 6 and 5 of them, and 5 for each colour. */
    private static final List<List<Long>> SHORT_MASKS =
            List.of(List.of(0xF800L, 0x7E0L, 0x1FL), List.of(0x7C00L, 0x3E0L, 0x1FL));

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
        boolean alpha = compression == BIT_FIELDS && hasAlpha(bytes);
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
        if (compression == BIT_FIELDS) {
            requireKnownMasks(bytes, depth, pixels);
        }
        if (compression == UNCOMPRESSED || compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS) {
            long row = ((long) structure.width() * depth + 31) / 32 * 4;
            bytes.require(pixels, row * structure.height());
        } else {
            // Run lengths: the header says how long they are, or leaves it open.
            bytes.require(pixels, Math.max(1, bytes.unsigned32LittleEndian(34)));
        }
    }

    /**
     * The file with a header whose masks OpenCV finds. It looks for those of 32 bits in headers of 56 bytes and more alone, and takes the bytes of others for
     * blue, green, red; and for those of 16 bits behind headers alone, as after one of 40 bytes.
     *
     * @param encoded which is {@linkplain #requireComplete complete}
     * @return the same array where nothing has to be changed
     */
    public static byte[] withMasksInPlace(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        int header = bytes.unsigned8(FILE_HEADER);
        if (header == CORE_HEADER || compression(bytes) != BIT_FIELDS) {
            return encoded;
        }
        if (bytes.unsigned16LittleEndian(28) == 16) {
            return header == INFO_HEADER
                    ? encoded
                    : littleEndian(encoded.clone())
                            .putInt(FILE_HEADER, INFO_HEADER)
                            .array();
        }
        if (header >= ALPHA_HEADER || masks(bytes).equals(BLUE_GREEN_RED)) {
            return encoded;
        }
        int pixels = (int) bytes.unsigned32LittleEndian(10);
        int start = FILE_HEADER + ALPHA_HEADER;
        return littleEndian(new byte[start + encoded.length - pixels])
                .put(encoded, 0, ALPHA_MASK)
                .putInt(0)
                .put(encoded, pixels, encoded.length - pixels)
                .putInt(10, start)
                .putInt(FILE_HEADER, ALPHA_HEADER)
                .array();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void requireKnownMasks(Bytes bytes, int depth, long pixels) throws FormatException {
        if (pixels < ALPHA_MASK) {
            throw new FormatException("has a damaged header: its pixels start at byte %,d, and its masks end at %,d"
                    .formatted(pixels, ALPHA_MASK));
        }
        if (depth == 16 && (!SHORT_MASKS.contains(masks(bytes)) || hasAlpha(bytes))) {
            throw new FormatException(
                    "has pixels of 16 bits with masks (%s%s) that are not read: 5 bits of red, 5 or 6 of green and 5 of blue, without alpha, are"
                            .formatted(hex(masks(bytes)), hasAlpha(bytes) ? ", and alpha" : ""));
        }
    }

    /** Those of red, green and blue. */
    private static List<Long> masks(Bytes bytes) throws FormatException {
        return List.of(
                bytes.unsigned32LittleEndian(MASKS),
                bytes.unsigned32LittleEndian(MASKS + 4L),
                bytes.unsigned32LittleEndian(MASKS + 8L));
    }

    private static String hex(List<Long> masks) {
        return masks.stream().map(Long::toHexString).collect(Collectors.joining(", "));
    }

    /** Of a file with bit fields. */
    private static boolean hasAlpha(Bytes bytes) throws FormatException {
        return bytes.unsigned8(FILE_HEADER) >= ALPHA_HEADER && bytes.unsigned32LittleEndian(ALPHA_MASK) != 0;
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
