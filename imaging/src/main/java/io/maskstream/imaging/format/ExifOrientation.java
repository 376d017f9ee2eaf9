package io.maskstream.imaging.format;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How a camera was held, as the EXIF 2.3 tag 0x0112 says it. */
public final class ExifOrientation {
    private static final Logger LOG = Logger.getLogger(ExifOrientation.class.getName());
    private static final int UPRIGHT = 1;
    private static final int PREAMBLE = 6;

    /** JPEG's segments cannot be longer; a block that is can hold anything but an orientation worth waiting for. */
    private static final int LONGEST_BLOCK = 1 << 16;

    private ExifOrientation() {}

    /** 1 to 8; 1 where there is no EXIF, or EXIF that makes no sense: a picture is worth more than its notes. */
    public static int of(byte[] encoded, Structure structure) {
        int offset = structure.exifOffset();
        int length = Math.min(structure.exifLength(), LONGEST_BLOCK);
        if (length >= PREAMBLE && new Bytes(encoded).has(offset, "Exif\0\0")) {
            offset += PREAMBLE;
            length -= PREAMBLE;
        }
        return length <= 0 ? UPRIGHT : of(Arrays.copyOfRange(encoded, offset, offset + length));
    }

    private static int of(byte[] block) {
        var metadata = new Metadata();
        try {
            new ExifReader().extract(new ByteArrayReader(block), metadata);
        } catch (RuntimeException damaged) { // the reader promises none, but parses whatever strangers send
            LOG.log(Level.FINE, "EXIF cannot be read, upright is assumed", damaged);
            return UPRIGHT;
        }
        var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer orientation = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return orientation == null || orientation < 1 || orientation > 8 ? UPRIGHT : orientation;
    }
}
