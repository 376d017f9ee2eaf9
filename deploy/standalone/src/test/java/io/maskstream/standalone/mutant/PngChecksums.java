package io.maskstream.standalone.mutant;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The checksum behind each chunk of a PNG. */
final class PngChecksums {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int FIRST_CHUNK = 8;
    private static final int AROUND_DATA = 12;

    private PngChecksums() {}

    /** Makes them right in place, as far as the chunks can be followed; anything but a PNG stays as it is. */
    static byte[] mended(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        if (file.length < FIRST_CHUNK || bytes.getLong(0) != SIGNATURE) {
            return file;
        }
        int at = FIRST_CHUNK;
        while (at + AROUND_DATA <= file.length) {
            long length = bytes.getInt(at) & 0xFFFFFFFFL;
            if (at + AROUND_DATA + length > file.length) {
                break;
            }
            var checksum = new CRC32();
            checksum.update(file, at + 4, (int) length + 4);
            bytes.putInt(at + 8 + (int) length, (int) checksum.getValue());
            at += AROUND_DATA + (int) length;
        }
        return file;
    }
}
