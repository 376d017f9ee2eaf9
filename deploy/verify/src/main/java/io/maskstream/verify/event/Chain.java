package io.maskstream.verify.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Checksums of 64 bits: the first of SHA-256 (FIPS 180-4), over texts with a zero byte behind each. */
public final class Chain {
    private Chain() {}

    /** Before the first event of a key. */
    public static long start(String run, String key) {
        return checksum(0, run, key);
    }

    /** Over all that was before, and the texts. */
    public static long checksum(long before, String... texts) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(before).flip());
        for (String text : texts) {
            digest.update(text.getBytes(UTF_8));
            digest.update((byte) 0);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
