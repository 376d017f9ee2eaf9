package io.maskstream.worker.inference.model;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a model file, read once, so that what is hashed is what is run.
 *
 * @param bytes not copied
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on, never compared
public record ModelFile(Path path, byte[] bytes) {
    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    public static ModelFile read(Path path) throws ModelContractException {
        try {
            if (!Files.exists(path)) {
                throw new ModelContractException(
                        "the model file %s does not exist; check the path, or train one with `maskstream train`"
                                .formatted(path));
            }
            if (!Files.isRegularFile(path)) {
                throw new ModelContractException(
                        "the model file %s is not a file; name the .onnx file itself".formatted(path));
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new ModelContractException(
                        "the model file %s has %,d bytes, and models of over 2 GiB cannot be served; use a smaller network"
                                .formatted(path, Files.size(path)));
            }
            // Not Files.readAllBytes, after which the thread would keep as much memory again outside of the heap.
            try (var stream = new FileInputStream(path.toFile())) {
                return new ModelFile(path, stream.readAllBytes());
            }
        } catch (IOException e) {
            throw new ModelContractException(
                    "the model file %s could not be read (%s); check its permissions and the disk"
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
