package io.maskstream.trainer.report;

import io.maskstream.trainer.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs side by side: figures for a terminal, and a page with everything. */
public final class RunComparison {
    private static final String NAMES = "run";

    private final Map<String, RecordedRun> runs = new LinkedHashMap<>();

    /** Runs are called by the last part of their folder, or by all of it where two are alike. */
    public RunComparison(List<RecordedRun> runs) {
        for (RecordedRun run : runs) {
            String last =
                    String.valueOf(run.folder().toAbsolutePath().normalize().getFileName());
            boolean alone = runs.stream()
                            .filter(other ->
                                    other.folder().toAbsolutePath().normalize().endsWith(last))
                            .count()
                    == 1;
            this.runs.put(alone ? last : run.folder().toString(), run);
        }
    }

    /** The figures as lines for a terminal. */
    public String text() {
        int width = Math.max(
                NAMES.length(),
                runs.keySet().stream().mapToInt(String::length).max().orElse(0));
        var text = new StringBuilder();
        text.append(line(width, NAMES, "epochs", "best", "val. loss", "mean IoU", "accuracy", "minutes"));
        runs.forEach((name, run) -> text.append(line(
                width,
                name,
                String.valueOf(run.history().size()),
                String.valueOf(run.best().epoch()),
                number("%.4f", run.best().validationLoss()),
                number("%.4f", run.best().meanIou()),
                number("%.4f", run.best().pixelAccuracy()),
                number("%.1f", run.seconds() / 60))));
        return text.toString();
    }

    private static String line(int width, String name, String... cells) {
        var line = new StringBuilder(name).append(" ".repeat(width - name.length()));
        for (String cell : cells) {
            line.append(" ".repeat(Math.max(1, 11 - cell.length()))).append(cell);
        }
        return line.append(System.lineSeparator()).toString();
    }

    /** Writes the page. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, new ComparisonPage(runs).html());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
