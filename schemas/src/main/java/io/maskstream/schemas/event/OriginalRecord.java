package io.maskstream.schemas.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key and value of a record that failed, byte for byte; its headers are the failure's own. Where one of them is left out, for its size or
 * because it may hold a password, the record still lies where {@link FailureEvent#source()} says, as long as its topic keeps it.
 *
 * @param key as {@code encoding} says; null where the record had none, or it is left out
 * @param value as {@code encoding} says; null where the record had none, or it is left out
 * @param encoding {@value #UTF_8} where both are such text, else {@value #BASE64}
 * @param omittedKeyBytes length of a key that is left out, else null
 * @param omittedValueBytes length of a value that is left out, else null
 * @param omittedHeaders how many headers are left out, else null
 */
public record OriginalRecord(
        @Nullable String key,
        @Nullable String value,
        String encoding,
        @Nullable Integer omittedKeyBytes,
        @Nullable Integer omittedValueBytes,
        @Nullable Integer omittedHeaders) {
    /** {@code encoding} of texts as they are. */
    public static final String UTF_8 = "utf-8";
    /** {@code encoding} of bytes in Base64 (RFC 4648, section 4). */
    public static final String BASE64 = "base64";

    /** @throws IllegalArgumentException if the encoding is unknown, or something is there and left out at once */
    public OriginalRecord {
        Checks.text(encoding, "record.encoding");
        Checks.check(
                List.of(UTF_8, BASE64).contains(encoding), "record.encoding is not one of %s and %s", UTF_8, BASE64);
        omitted(omittedKeyBytes, key, "key");
        omitted(omittedValueBytes, value, "value");
        Checks.check(omittedHeaders == null || omittedHeaders > 0, "record.omittedHeaders is below 1");
        if (encoding.equals(BASE64)) {
            base64(key, "key");
            base64(value, "value");
        }
    }

    private static void omitted(@Nullable Integer bytes, @Nullable String text, String name) {
        Checks.check(bytes == null || bytes >= 0, "the length of record.%s is below 0", name);
        Checks.check(bytes == null || text == null, "record.%s is there, and left out as well", name);
    }

    private static void base64(@Nullable String text, String name) {
        try {
            bytes(text, BASE64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("record.%s is not Base64".formatted(name), e);
        }
    }

    /** All of a record, in the encoding that is easier to read. */
    public static OriginalRecord of(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            return new OriginalRecord(text(key), text(value), UTF_8, null, null, null);
        } catch (CharacterCodingException notText) {
            return new OriginalRecord(base64(key), base64(value), BASE64, null, null, null);
        }
    }

    /** This without its key. */
    public OriginalRecord withoutKey() {
        byte[] bytes = keyBytes();
        return bytes == null
                ? this
                : new OriginalRecord(null, value, encoding, bytes.length, omittedValueBytes, omittedHeaders);
    }

    /** This without its value. */
    public OriginalRecord withoutValue() {
        byte[] bytes = valueBytes();
        return bytes == null
                ? this
                : new OriginalRecord(key, null, encoding, omittedKeyBytes, bytes.length, omittedHeaders);
    }

    /** This, of a record that had so many headers more than the failure has. */
    public OriginalRecord withoutHeaders(int count) {
        return count == 0 ? this : new OriginalRecord(key, value, encoding, omittedKeyBytes, omittedValueBytes, count);
    }

    /** Whether nothing is left out. */
    public boolean complete() {
        return omittedKeyBytes == null && omittedValueBytes == null && omittedHeaders == null;
    }

    /** The key's bytes; null where the record had none, or it is left out. */
    public byte @Nullable [] keyBytes() {
        return bytes(key, encoding);
    }

    /** The value's bytes; null where the record had none, or it is left out. */
    public byte @Nullable [] valueBytes() {
        return bytes(value, encoding);
    }

    private static byte @Nullable [] bytes(@Nullable String text, String encoding) {
        if (text == null) {
            return null;
        }
        return encoding.equals(BASE64) ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    /** Refuses what is not the encoding of a text, so that the bytes come back as they were. */
    private static @Nullable String text(byte @Nullable [] bytes) throws CharacterCodingException {
        return bytes == null
                ? null
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
    }
}
