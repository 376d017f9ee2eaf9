package io.maskstream.worker.mask.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Masks in a folder. Each is written under a temporary name, brought to the disk, and renamed: who reads sees all of it or nothing, also after a crash.
 *
 * <p>What a crash leaves under a temporary name ({@code .*.part}) is nobody's, and may be deleted. Time is not bounded here: a disk answers or fails.
 */
final class FolderMaskStore implements MaskStore {
    /** The JDK writes files by way of memory outside of the heap, as much as is written at once, and each thread keeps its own for ever. */
    private static final int MOST_BYTES_AT_A_TIME = 64 * 1024;

    private final Path folder;

    FolderMaskStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public String put(byte[] png) throws MaskStoreException {
        Path mask = folder.resolve(MaskName.of(png).path());
        try {
            if (!isThere(mask, png.length)) {
                write(mask, png);
            }
        } catch (IOException failed) {
            throw failure(failed);
        }
        return uri(mask);
    }

    /** A mask has its own content as its name, so its size tells whether it is whole. */
    private static boolean isThere(Path mask, int bytes) throws IOException {
        return Files.isRegularFile(mask) && Files.size(mask) == bytes;
    }

    private void write(Path mask, byte[] png) throws IOException {
        Path parent = requireNonNull(mask.getParent());
        boolean known = Files.isDirectory(parent);
        Files.createDirectories(parent);
        Path part = parent.resolve("." + mask.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (var file = FileChannel.open(part, CREATE_NEW, WRITE)) {
                for (int at = 0; at < png.length; ) {
                    at += file.write(ByteBuffer.wrap(png, at, Math.min(MOST_BYTES_AT_A_TIME, png.length - at)));
                }
                file.force(true);
            }
            Files.move(part, mask, ATOMIC_MOVE);
            keepNames(parent);
            if (!known) {
                keepNames(folder);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Brings the names in a folder to the disk, without which a power cut may take a mask that was announced. Windows does so unasked. */
    private static void keepNames(Path folder) throws IOException {
        if (File.separatorChar == '/') {
            try (var names = FileChannel.open(folder, READ)) {
                names.force(true);
            }
        }
    }

    private static String uri(Path mask) {
        return mask.toUri().toASCIIString();
    }

    @Override
    public Look look() throws MaskStoreException {
        try {
            Path place = nearest(folder);
            Files.delete(Files.createTempFile(place, ".maskstream-", ".part"));
            return new Look(
                    "%s is writable, %,d MiB free"
                            .formatted(uri(folder), Files.getFileStore(place).getUsableSpace() >> 20),
                    true);
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    /** The folder, or the first above it that is there, in which it would be made. */
    private static Path nearest(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private MaskStoreException failure(IOException failed) {
        return new MaskStoreException(
                "the mask store %s cannot be written (%s); check its disk and rights, or set mask.store to another place"
                        .formatted(uri(folder), failed),
                failed);
    }

    @Override
    public void close() {
        // nothing stays open between masks
    }
}
