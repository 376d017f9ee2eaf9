package io.maskstream.worker.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.source.reading.BoundedRead;
import io.maskstream.worker.source.reading.ByteAllowance;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.MemoryShortageException;
import io.maskstream.worker.source.reading.PublicUri;
import io.maskstream.worker.source.reading.SourceException;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;

/** Images that travel inside their reference: {@code data:[<mediatype>][;base64],<data>} (RFC 2397). */
final class DataSource implements ImageSource {
    private static final String BASE64 = ";base64";

    private final int maxBytes;

    DataSource(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public byte[] fetch(String uri, ByteAllowance allowance) throws SourceException, MemoryShortageException {
        if (PublicUri.isCut(uri)) {
            throw invalid(uri, "no longer has the image's data: events carry only the beginning of such a URI");
        }
        int comma = uri.indexOf(',');
        if (comma < 0) {
            throw invalid(uri, "has no comma; write data:image/png;base64,… with the image's bytes behind the comma");
        }
        boolean base64 = uri.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(BASE64);
        String payload = uri.substring(comma + 1);
        if (base64
                && payload.length() / 4 > maxBytes / 3 + 1L) { // before anything is decoded: at least this is too large
            throw BoundedRead.tooLarge(uri, maxBytes);
        }
        long needed = 3L * payload.length(); // its bytes, without percent signs, and decoded
        if (!allowance.grants(needed)) {
            throw new MemoryShortageException(needed);
        }
        byte[] bytes = percentDecoded(payload, uri);
        if (base64) {
            bytes = base64Decoded(bytes, uri);
        }
        if (bytes.length > maxBytes) {
            throw BoundedRead.tooLarge(uri, maxBytes);
        }
        return bytes;
    }

    private static byte[] percentDecoded(String payload, String uri) throws SourceException {
        byte[] encoded = payload.getBytes(UTF_8);
        if (payload.indexOf('%') < 0) {
            return encoded;
        }
        var decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.write(encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
            if (low < 0) {
                throw invalid(uri, "has a % that two hexadecimal digits do not follow; write a percent sign as %25");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        return decoded.toByteArray();
    }

    private static byte[] base64Decoded(byte[] bytes, String uri) throws SourceException {
        try {
            return Base64.getDecoder().decode(bytes);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    uri,
                    "is not valid Base64 behind the comma (%s); encode the bytes as in RFC 4648, section 4"
                            .formatted(e.getMessage()));
        }
    }

    private static SourceException invalid(String uri, String what) {
        return new SourceException(FailureReason.INVALID_EVENT, "%s %s.".formatted(PublicUri.quoted(uri), what));
    }
}
