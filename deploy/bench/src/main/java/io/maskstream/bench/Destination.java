package io.maskstream.bench;

import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Plots;
import io.maskstream.bench.report.Report;
import io.maskstream.worker.cli.common.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a report goes, beside the terminal.
 *
 * @param json a file, or null for none
 * @param plots a folder, or null for none
 */
record Destination(@Nullable Path json, @Nullable Path plots) {

    /**
     * To be called before anything is measured, which takes up to hours: whether both can be written.
     *
     * @throws CommandFailure with a sentence, where one cannot
     */
    void require() throws CommandFailure {
        if (json != null) {
            try {
                makeFolderOf(json);
                tryToWrite(json);
            } catch (IOException unwritable) {
                throw failure("--json", json, unwritable);
            }
        }
        if (plots != null) {
            try {
                Files.createDirectories(plots);
                Files.delete(Files.createTempFile(plots, "maskstream", ".png"));
            } catch (IOException unwritable) {
                throw failure("--plots", plots, unwritable);
            }
        }
    }

    /** Into devices and pipes, which may wait for a reader, nothing is written before it is there. */
    private static void tryToWrite(Path file) throws IOException {
        boolean isNew = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (isNew || Files.isRegularFile(file) || Files.isDirectory(file)) {
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
        if (isNew) {
            Files.delete(file);
        }
    }

    private static void makeFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    private static CommandFailure failure(String option, Path place, IOException unwritable) {
        // many of Java's messages are the file's name and nothing else
        return new CommandFailure("%s cannot be written (%s): %s".formatted(place, option, unwritable), unwritable);
    }

    /** Writes all, and returns lines that say where it is. */
    List<String> write(Report report, List<Chart> charts) throws IOException {
        var lines = new ArrayList<String>();
        if (json != null) {
            makeFolderOf(json);
            Files.write(json, report.json());
            lines.add("  json      " + json);
        }
        if (plots != null) {
            Plots.write(charts, plots).forEach(file -> lines.add("  plot      " + file));
        }
        return lines;
    }
}
