package io.maskstream.worker.mask.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The name of a mask, made of its bytes: {@code ab/abcdef….png}, the SHA-256 in hexadecimal under a folder of its first two digits.
 *
 * @param path relative to the store
 * @param sha256 in Base64
 */
record MaskName(String path, String sha256) {

    static MaskName of(byte[] png) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(png);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        String digits = HexFormat.of().formatHex(hash);
        return new MaskName(
                digits.substring(0, 2) + "/" + digits + ".png",
                Base64.getEncoder().encodeToString(hash));
    }
}
