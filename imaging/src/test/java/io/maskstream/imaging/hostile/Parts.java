package io.maskstream.imaging.hostile;

import static io.maskstream.imaging.Fixtures.bytes;
import static io.maskstream.imaging.Fixtures.concat;
import static io.maskstream.imaging.Fixtures.littleEndian;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;

/** What hostile files are put together from, whatever their format. */
final class Parts {
    private Parts() {}

    static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** The low three bytes, as WebP writes its sizes. */
    static byte[] threeBytes(int number) {
        return Arrays.copyOf(littleEndian(number), 3);
    }

    /** The file with other bytes from there on; it stays as long. */
    static byte[] with(byte[] file, int at, int... values) {
        byte[] changed = file.clone();
        System.arraycopy(bytes(values), 0, changed, at, values.length);
        return changed;
    }

    /** The file with more bytes in the middle. */
    static byte[] insert(byte[] file, int at, byte[] part) {
        return concat(Arrays.copyOf(file, at), part, Arrays.copyOfRange(file, at, file.length));
    }

    static byte[] repeat(byte[] part, int times) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static int indexOf(byte[] whole, byte[] part) {
        return new String(whole, ISO_8859_1).indexOf(new String(part, ISO_8859_1));
    }

    /** So many zeros, packed to about a thousandth. */
    static byte[] deflated(int zeros) {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[zeros]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
