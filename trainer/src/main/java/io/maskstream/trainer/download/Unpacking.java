package io.maskstream.trainer.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a tar.gz that strangers made: files and folders alone, none outside the target, not more and not larger than allowed. What it
 * holds appears whole or not at all.
 *
 * @param mostFiles entries that are allowed
 * @param mostBytes that all files together may have, unpacked
 */
public record Unpacking(int mostFiles, long mostBytes) {
    /** Far over what the set has: 14,800 files and 830 MB. */
    public static final Unpacking PETS = new Unpacking(100_000, 8_000_000_000L);

    private static final int CHUNK = 1 << 16;

    /**
     * @param folder the one that the archive holds; appears in {@code target}, in the place of an older one
     * @param progress told how many files there are
     * @throws IOException with a sentence where the archive holds what it should not
     */
    public void unpack(Path archive, Path target, String folder, LongConsumer progress) throws IOException {
        Path draft = target.resolve("." + folder + ".unpacking");
        delete(draft);
        Files.createDirectories(draft);
        try {
            extract(archive, draft, progress);
            Path whole = draft.resolve(folder);
            if (!Files.isDirectory(whole)) {
                throw new IOException("%s holds no folder %s".formatted(archive, folder));
            }
            delete(target.resolve(folder));
            Files.move(whole, target.resolve(folder));
        } finally {
            delete(draft);
        }
    }

    private void extract(Path archive, Path draft, LongConsumer progress) throws IOException {
        long files = 0;
        long bytes = 0;
        try (InputStream in = Files.newInputStream(archive);
                var tar = new TarArchiveInputStream(new GZIPInputStream(in, CHUNK))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = place(archive, draft, entry);
                files++;
                bytes += entry.getSize();
                if (files > mostFiles || bytes > mostBytes) {
                    throw new IOException("%s holds more than %,d files or %,d bytes: it is not the data set"
                            .formatted(archive, mostFiles, mostBytes));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    write(tar, file);
                }
                progress.accept(files);
            }
        }
    }

    private static Path place(Path archive, Path draft, TarArchiveEntry entry) throws IOException {
        Path file;
        try {
            file = draft.resolve(entry.getName()).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("%s holds a name that is none: %s".formatted(archive, entry.getName()), e);
        }
        boolean special = entry.isLink()
                || entry.isSymbolicLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.isFIFO();
        if (special || !file.startsWith(draft)) {
            throw new IOException(
                    "%s holds %s, which is a link, a device or outside of its folder: nothing was unpacked"
                            .formatted(archive, entry.getName()));
        }
        return file;
    }

    private static void write(TarArchiveInputStream tar, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = tar.read(chunk); read >= 0; read = tar.read(chunk)) {
                out.write(chunk, 0, read);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
