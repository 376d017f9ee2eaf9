package io.maskstream.trainer.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files that a reader finds with their old content or their new, whole, whatever happens while they are written. */
public final class AtomicFile {
    private AtomicFile() {}

    /** As {@link #write(Path, Iterable)}, in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #write(Path, Iterable)}, of one piece. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, List.of(ByteBuffer.wrap(content)));
    }

    /**
     * Writes beside the file, waits for the disk, and renames; a folder that is missing is made.
     *
     * @throws IOException with a sentence that names the file, such as where the disk is full
     * @param parts one after the other, each from its position to its limit
     */
    public static void write(Path file, Iterable<ByteBuffer> parts) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            try (var channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (ByteBuffer part : parts) {
                    while (part.hasRemaining()) {
                        channel.write(part);
                    }
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be written (%s); what was there before is as it was: make room, or let it be written, and start again"
                            .formatted(file, e.getMessage()),
                    e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
