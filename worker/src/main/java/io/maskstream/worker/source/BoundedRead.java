package io.maskstream.worker.source;

import io.maskstream.schemas.event.FailureReason;
import java.io.IOException;
import java.io.InputStream;

/** Reads that stop at a number of bytes, whatever a length field claims. */
final class BoundedRead {
    private BoundedRead() {}

    /** All bytes up to the end of the stream, or TOO_LARGE as soon as there are more than {@code maxBytes}. */
    static byte[] readAll(InputStream stream, int maxBytes, String uri) throws IOException, SourceException {
        byte[] bytes = stream.readNBytes(maxBytes);
        if (bytes.length == maxBytes && stream.read() >= 0) {
            throw tooLarge(uri, maxBytes);
        }
        return bytes;
    }

    static SourceException tooLarge(String uri, int maxBytes) {
        return new SourceException(
                FailureReason.TOO_LARGE,
                "%s has more than %,d bytes, the most that source.max-bytes allows; raise it or send a smaller image."
                        .formatted(PublicUri.quoted(uri), maxBytes));
    }
}
