package io.maskstream.worker.window.pending;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Pending} as bytes, for a store and its changelog.
 *
 * <p>A version, then the fields in their order; 2 where something is left out, and 1 else, without a word about that. Numbers are variable-length, seven bits a byte, lowest first, and zigzag where they are
 * times or offsets; bytes are their length and one, then themselves, and null is the length 0. Thread-safe.
 */
public final class PendingCodec {
    private static final byte WHOLE = 1;
    private static final byte WITH_OMISSION = 2;
    private static final int LONGEST_NUMBER = 10;
    private static final int NUMBERS = 10;

    /** Whether it takes at most so many bytes. */
    public boolean fits(Pending pending, int bytes) {
        return mostBytes(pending) <= bytes || write(pending).length <= bytes;
    }

    /** Writes one. */
    public byte[] write(Pending pending) {
        var omission = pending.omission();
        var out = ByteBuffer.allocate(Math.toIntExact(mostBytes(pending)));
        out.put(omission == null ? WHOLE : WITH_OMISSION);
        writeSigned(out, pending.offset());
        writeBytes(out, pending.key());
        writeBytes(out, pending.value());
        writeNumber(out, pending.headers().size());
        for (var header : pending.headers()) {
            writeBytes(out, header.key().getBytes(UTF_8));
            writeBytes(out, header.value());
        }
        writeSigned(out, pending.timestamp());
        writeSigned(out, pending.takenUpAt());
        writeNumber(out, pending.attempt());
        writeSigned(out, pending.notBefore());
        if (omission != null) {
            writeNumber(out, omission.keyBytes());
            writeNumber(out, omission.valueBytes());
            writeNumber(out, omission.headers());
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalStateException where it is damaged, or of a version that is not known here
     */
    public Pending read(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            byte version = in.get();
            if (version != WHOLE && version != WITH_OMISSION) {
                throw new IllegalStateException(
                        ("A record in flight was remembered in the format %d, and this worker reads none above %d."
                                        + " Start the version of the worker that wrote it, and let it finish what is in flight.")
                                .formatted(version, WITH_OMISSION));
            }
            var pending = new Pending(
                    readSigned(in),
                    readBytes(in),
                    readBytes(in),
                    readHeaders(in),
                    readSigned(in),
                    readSigned(in),
                    Math.toIntExact(readNumber(in)),
                    readSigned(in),
                    version == WITH_OMISSION ? readOmission(in) : null);
            if (in.hasRemaining()) {
                throw damaged(bytes, in.remaining() + " bytes are left over", null);
            }
            return pending;
        } catch (BufferUnderflowException e) {
            throw damaged(bytes, "it ends too early", e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(bytes, String.valueOf(e.getMessage()), e);
        }
    }

    private static Omission readOmission(ByteBuffer in) {
        return new Omission(
                Math.toIntExact(readNumber(in)), Math.toIntExact(readNumber(in)), Math.toIntExact(readNumber(in)));
    }

    private static IllegalStateException damaged(byte[] bytes, String why, @Nullable Throwable cause) {
        return new IllegalStateException(
                ("A record in flight that was remembered in %d bytes cannot be read: %s. The changelog of the store is damaged;"
                                + " reset the application, and send again what has no outcome.")
                        .formatted(bytes.length, why),
                cause);
    }

    private static long mostBytes(Pending pending) {
        long most = 1L + NUMBERS * LONGEST_NUMBER + length(pending.key()) + length(pending.value());
        for (var header : pending.headers()) {
            most += 2 * LONGEST_NUMBER + header.key().getBytes(UTF_8).length + length(header.value());
        }
        return most;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void writeBytes(ByteBuffer out, byte @Nullable [] bytes) {
        if (bytes == null) {
            writeNumber(out, 0);
        } else {
            writeNumber(out, bytes.length + 1L);
            out.put(bytes);
        }
    }

    private static byte @Nullable [] readBytes(ByteBuffer in) {
        long length = readNumber(in) - 1;
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[atMost(in.remaining(), length)];
        in.get(bytes);
        return bytes;
    }

    private static List<PendingHeader> readHeaders(ByteBuffer in) {
        int count = atMost(in.remaining(), readNumber(in));
        var headers = new ArrayList<PendingHeader>(count);
        for (int i = 0; i < count; i++) {
            byte[] key = readBytes(in);
            if (key == null) {
                throw new IllegalArgumentException("a header has no key");
            }
            headers.add(new PendingHeader(new String(key, UTF_8), readBytes(in)));
        }
        return headers;
    }

    /** So that a damaged length takes no memory. */
    private static int atMost(int remaining, long length) {
        if (length < 0 || length > remaining) {
            throw new BufferUnderflowException();
        }
        return (int) length;
    }

    private static void writeSigned(ByteBuffer out, long value) {
        writeNumber(out, (value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    private static long readSigned(ByteBuffer in) {
        long value = readNumber(in);
        return (value >>> 1) ^ -(value & 1);
    }

    private static void writeNumber(ByteBuffer out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.put((byte) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }

    private static long readNumber(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is longer than %d bytes".formatted(LONGEST_NUMBER));
    }
}
