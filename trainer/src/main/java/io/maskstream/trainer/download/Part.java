package io.maskstream.trainer.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What there is of a file that is being fetched: {@code NAME.part} holds its bytes, {@code NAME.part.version} which version of the file
 * they are of.
 */
final class Part {
    private static final int CHUNK = 1 << 16;

    private final Path whole;
    private final Path path;
    private final Path version;

    /** @param whole what it becomes */
    Part(Path whole) {
        this.whole = whole;
        this.path = whole.resolveSibling(whole.getFileName() + ".part");
        this.version = whole.resolveSibling(whole.getFileName() + ".part.version");
    }

    /** In bytes; 0 where there is none. */
    long size() throws IOException {
        return size(path);
    }

    static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** An entity tag or a date, as the server gave it (RFC 9110, If-Range). */
    Optional<String> version() throws IOException {
        return Files.exists(version) ? Optional.of(Files.readString(version)) : Optional.empty();
    }

    void rememberVersion(Optional<String> given) throws IOException {
        if (given.isPresent()) {
            Files.writeString(version, given.get());
        } else {
            Files.deleteIfExists(version);
        }
    }

    /** @param goesOn after what there is, or in its place */
    OutputStream write(boolean goesOn) throws IOException {
        var how = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    }

    void becomeWhole() throws IOException {
        Files.move(path, whole, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(version);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(version);
    }

    String md5() throws IOException {
        return md5(path);
    }

    /** In hexadecimal. */
    static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
