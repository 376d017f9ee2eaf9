package io.maskstream.trainer.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was unpacked here before: a line beside the folder, of which archive it is and how many files it had. */
public final class Unpacked {
    private Unpacked() {}

    /** Whether the archive's folder is there with all of its files, unpacked from this very archive. */
    public static boolean isThere(Archive archive, Path target) throws IOException {
        Path mark = mark(archive, target);
        return Files.exists(mark)
                && Files.isDirectory(target.resolve(archive.folder()))
                && Files.readString(mark).equals(line(archive, target));
    }

    /** To be called once it is whole. */
    public static void remember(Archive archive, Path target) throws IOException {
        Files.writeString(mark(archive, target), line(archive, target));
    }

    private static Path mark(Archive archive, Path target) {
        return target.resolve("." + archive.name() + ".unpacked");
    }

    private static String line(Archive archive, Path target) throws IOException {
        try (var all = Files.walk(target.resolve(archive.folder()))) {
            return "%s %d%n"
                    .formatted(archive.md5(), all.filter(Files::isRegularFile).count());
        }
    }
}
