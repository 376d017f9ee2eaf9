package io.maskstream.trainer.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files that a reader finds with their old content or their new, whole, whatever happens while they are written. */
public final class AtomicFile {
    private static final int MOST_LINKS = 40; // as Linux has it

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
     * Writes beside the file, waits for the disk, and renames; a folder that is missing is made. Where the file is a link, so is done
     * with what it leads to; a device or a pipe is written into.
     *
     * @throws IOException with a sentence that names the file, such as where the disk is full
     * @param parts one after the other, each from its position to its limit
     */
    public static void write(Path file, Iterable<ByteBuffer> parts) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            writeInto(file, parts);
            return;
        }
        try {
            replace(behindLinks(file), parts);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be written (%s); what was there before is as it was: make room, or let it be written, and start again"
                            .formatted(file, FileProblem.reason(e)),
                    e);
        }
    }

    private static void writeInto(Path device, Iterable<ByteBuffer> parts) throws IOException {
        try (var channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
            writeAll(channel, parts);
        } catch (IOException e) {
            throw new IOException("%s cannot be written (%s)".formatted(device, FileProblem.reason(e)), e);
        }
    }

    private static void replace(Path file, Iterable<ByteBuffer> parts) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try {
            try (var channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeAll(channel, parts);
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void writeAll(FileChannel channel, Iterable<ByteBuffer> parts) throws IOException {
        for (ByteBuffer part : parts) {
            while (part.hasRemaining()) {
                channel.write(part);
            }
        }
    }

    /** Not {@link Path#toRealPath}: what a link leads to may not be there yet. */
    private static Path behindLinks(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }
}
