package io.maskstream.imaging.format;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/** PNG: a signature and chunks, as in the W3C's Portable Network Graphics, third edition. */
public final class PngReader implements FormatReader {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
    private static final int FIRST_CHUNK = 8;
    private static final int AROUND_DATA = 12;
    private static final int HEADER = 13;

    /** What pixels are made of. Whatever else a file carries (profiles, texts, animations, often packed) is not unpacked. */
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** Deflate (RFC 1951) makes at most 258 bytes of 2 bits. */
    private static final long MOST_INFLATED = 1032;

    @Override
    public boolean matches(byte[] encoded) {
        return new Bytes(encoded).has(0, SIGNATURE);
    }

    @Override
    public Structure read(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        bytes.require(FIRST_CHUNK, AROUND_DATA + HEADER);
        if (!bytes.has(FIRST_CHUNK + 4, "IHDR") || bytes.unsigned32BigEndian(FIRST_CHUNK) != HEADER) {
            throw new FormatException("is damaged: it does not start with its header");
        }
        requireKnownKind(bytes);
        int colourType = bytes.unsigned8(25);
        boolean alpha = colourType == 4 || colourType == 6;
        long exifOffset = 0;
        long exifLength = 0;
        // EXIF may come after the pixels. A cut-off file keeps what was found: its size is known all the same.
        for (long at = FIRST_CHUNK; at + 8 <= bytes.length(); at += AROUND_DATA + bytes.unsigned32BigEndian(at)) {
            if (bytes.has(at + 4, "tRNS")) {
                alpha = true;
            } else if (bytes.has(at + 4, "eXIf") && exifLength == 0) {
                exifOffset = at + 8;
                exifLength = Math.min(bytes.unsigned32BigEndian(at), bytes.length() - exifOffset);
            }
        }
        return Structure.of(bytes.unsigned32BigEndian(16), bytes.unsigned32BigEndian(20), alpha)
                .withExif(exifOffset, exifLength);
    }

    /**
     * The one grey that stands for "nothing here" in a grey PNG without an alpha channel.
     *
     * @return that grey as it is decoded, from 0 to 255, or to 65,535 in an image of 16 bits; -1 where there is none
     */
    public static int transparentGrey(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        int bits = bytes.unsigned8(24);
        int colourType = bytes.unsigned8(25);
        if (colourType != 0) {
            return -1;
        }
        for (long at = FIRST_CHUNK; !bytes.has(at + 4, "IDAT"); at += AROUND_DATA + bytes.unsigned32BigEndian(at)) {
            if (bytes.has(at + 4, "tRNS")) {
                int grey = bytes.unsigned16BigEndian(at + 8);
                int most = (1 << bits) - 1;
                return bits < 8 ? (grey & most) * 255 / most : grey & most;
            }
        }
        return -1;
    }

    /**
     * The image without the chunks that are not needed for its pixels: no decoder gets to see a packed text or profile that
     * unpacks to gigabytes, or the frames of an animation.
     *
     * @param encoded bytes that are {@linkplain #requireComplete complete}
     * @return the same array where it holds nothing else
     */
    public static byte[] essential(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        var kept = new ByteArrayOutputStream(encoded.length);
        kept.write(encoded, 0, FIRST_CHUNK);
        int at = FIRST_CHUNK;
        String type;
        do {
            type = bytes.text(at + 4, 4);
            int length = AROUND_DATA + (int) bytes.unsigned32BigEndian(at);
            if (ESSENTIAL.contains(type)) {
                kept.write(encoded, at, length);
            }
            at += length;
        } while (!type.equals("IEND"));
        return kept.size() == encoded.length ? encoded : kept.toByteArray();
    }

    private static void requireKnownKind(Bytes bytes) throws FormatException {
        int bits = bytes.unsigned8(24);
        int colourType = bytes.unsigned8(25);
        boolean known =
                switch (colourType) {
                    case 0 -> Set.of(1, 2, 4, 8, 16).contains(bits);
                    case 3 -> Set.of(1, 2, 4, 8).contains(bits);
                    case 2, 4, 6 -> bits == 8 || bits == 16;
                    default -> false;
                };
        if (!known || bytes.unsigned8(26) != 0 || bytes.unsigned8(27) != 0 || bytes.unsigned8(28) > 1) {
            throw new FormatException(
                    "has a damaged header: colour type %d with %d bits, compression %d, filter %d, interlace %d"
                            .formatted(
                                    colourType, bits, bytes.unsigned8(26), bytes.unsigned8(27), bytes.unsigned8(28)));
        }
    }

    /** A header may claim no more pixels than its data can unpack to, or a file of a few bytes would cost gigabytes. */
    private static void requirePlausible(Bytes bytes, long packed) throws FormatException {
        int channels =
                switch (bytes.unsigned8(25)) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        long pixels = bytes.unsigned32BigEndian(16) * bytes.unsigned32BigEndian(20);
        if (pixels * channels * bytes.unsigned8(24) / 8 > packed * MOST_INFLATED) {
            throw new FormatException(
                    "is damaged: %,d bytes of data cannot hold its %,d pixels".formatted(packed, pixels));
        }
    }

    /** Follows the chunks to the last one, IEND, and compares the checksums of those that carry pixels. */
    @Override
    public void requireComplete(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        long packed = 0;
        long at = FIRST_CHUNK;
        while (true) {
            long length = bytes.unsigned32BigEndian(at);
            bytes.require(at, AROUND_DATA + length);
            if (isCritical(bytes, at)) {
                String type = bytes.text(at + 4, 4);
                if (!ESSENTIAL.contains(type) || (type.equals("IHDR") && at > FIRST_CHUNK)) {
                    throw new FormatException("is damaged: its chunk %s at byte %,d is not one that a PNG has there"
                            .formatted(printable(type), at));
                }
                requireChecksum(bytes, at, length);
            }
            if (bytes.has(at + 4, "IEND")) {
                break;
            }
            packed += bytes.has(at + 4, "IDAT") ? length : 0;
            at += AROUND_DATA + length;
        }
        if (packed == 0) {
            throw new FormatException("is damaged: it has a header, but no pixels");
        }
        requirePlausible(bytes, packed);
    }

    private static boolean isCritical(Bytes bytes, long at) throws FormatException {
        return (bytes.unsigned8(at + 4) & 0x20) == 0;
    }

    private static void requireChecksum(Bytes bytes, long at, long length) throws FormatException {
        var checksum = new CRC32();
        checksum.update(bytes.array(), (int) at + 4, (int) length + 4);
        if (checksum.getValue() != bytes.unsigned32BigEndian(at + 8 + length)) {
            throw new FormatException("is damaged: the checksum of its chunk %s at byte %,d is wrong"
                    .formatted(printable(bytes.text(at + 4, 4)), at));
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "?");
    }
}
