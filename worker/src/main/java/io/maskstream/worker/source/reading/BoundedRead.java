package io.maskstream.worker.source.reading;

import io.maskstream.schemas.event.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads that stop at a number of bytes, whatever a length field claims, and take no memory that was not granted. */
public final class BoundedRead {
    private static final int FIRST_BYTES = 64 * 1024;

    /** The JDK reads files by way of memory outside of the heap, as much as a read asks for, and each thread keeps its own for ever. */
    private static final int MOST_BYTES_AT_A_TIME = 64 * 1024;

    private final String uri;
    private final int maxBytes;
    private final ByteAllowance allowance;

    public BoundedRead(String uri, int maxBytes, ByteAllowance allowance) {
        this.uri = uri;
        this.maxBytes = maxBytes;
        this.allowance = allowance;
    }

    /**
     * All bytes up to the end of the stream, or TOO_LARGE as soon as there are more than the limit.
     *
     * @param expected how many are to come, as somebody claims; below 0 where nobody does
     */
    public byte[] readAll(InputStream stream, long expected)
            throws IOException, SourceException, MemoryShortageException {
        if (expected > maxBytes) {
            throw tooLarge(uri, maxBytes);
        }
        byte[] bytes = granted(0, expected < 0 ? Math.min(FIRST_BYTES, maxBytes) : (int) expected);
        int length = 0;
        while (true) {
            length += read(stream, bytes, length);
            if (length < bytes.length) {
                return Arrays.copyOf(bytes, length);
            }
            int next = stream.read();
            if (next < 0) {
                return bytes;
            }
            if (length == maxBytes) {
                throw tooLarge(uri, maxBytes);
            }
            byte[] larger = granted(length, (int) Math.min(maxBytes, Math.max(FIRST_BYTES, 2L * length)));
            System.arraycopy(bytes, 0, larger, 0, length);
            larger[length++] = (byte) next;
            bytes = larger;
        }
    }

    /** @return how many bytes came until the array was full or the stream at its end */
    private static int read(InputStream stream, byte[] bytes, int from) throws IOException {
        int at = from;
        while (at < bytes.length) {
            int count = stream.read(bytes, at, Math.min(MOST_BYTES_AT_A_TIME, bytes.length - at));
            if (count < 0) {
                break;
            }
            at += count;
        }
        return at - from;
    }

    /** While bytes are copied into a larger array both are there. */
    private byte[] granted(int held, int size) throws MemoryShortageException {
        if (!allowance.grants((long) held + size)) {
            throw new MemoryShortageException((long) held + size);
        }
        return new byte[size];
    }

    public static SourceException tooLarge(String uri, int maxBytes) {
        return new SourceException(
                FailureReason.TOO_LARGE,
                "%s has more than %,d bytes, the most that source.max-bytes allows; raise it or send a smaller image."
                        .formatted(PublicUri.quoted(uri), maxBytes));
    }
}
