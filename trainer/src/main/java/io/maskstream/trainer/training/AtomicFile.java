package io.maskstream.trainer.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that a reader finds with their old content or their new, whole, whatever happens while they are written. */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes beside the file, waits for the disk, and renames.
     *
     * @throws IOException with a sentence that names the file, such as where the disk is full
     * @param parts one after the other, each from its position to its limit
     */
    public static void write(Path file, Iterable<ByteBuffer> parts) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
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
