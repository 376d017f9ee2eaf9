package io.maskstream.imaging.format;

import java.util.zip.CRC32;

/** PNG: a signature and chunks, as in the W3C's Portable Network Graphics, third edition. */
public final class PngReader implements FormatReader {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
    private static final int FIRST_CHUNK = 8;
    private static final int AROUND_DATA = 12;

    @Override
    public boolean matches(byte[] encoded) {
        return new Bytes(encoded).has(0, SIGNATURE);
    }

    @Override
    public Structure read(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        bytes.require(FIRST_CHUNK, AROUND_DATA + 13);
        if (!bytes.has(FIRST_CHUNK + 4, "IHDR")) {
            throw new FormatException("is damaged: it does not start with its header");
        }
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

    /** Follows the chunks to the last one, IEND, and compares the checksums of those that carry pixels. */
    @Override
    public void requireComplete(byte[] encoded) throws FormatException {
        var bytes = new Bytes(encoded);
        boolean pixels = false;
        long at = FIRST_CHUNK;
        while (true) {
            long length = bytes.unsigned32BigEndian(at);
            bytes.require(at, AROUND_DATA + length);
            if (isCritical(bytes, at)) {
                requireChecksum(bytes, at, length);
            }
            if (bytes.has(at + 4, "IEND")) {
                break;
            }
            pixels |= bytes.has(at + 4, "IDAT");
            at += AROUND_DATA + length;
        }
        if (!pixels) {
            throw new FormatException("is damaged: it has a header, but no pixels");
        }
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
