package io.maskstream.trainer.cli;

import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.report.RecordedRun;
import io.maskstream.trainer.report.RunComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs of training side by side. */
@Command(
        name = "compare",
        description = {
            "Put runs of train side by side: best figures to the terminal; figures, curves, settings that differ and sheets in one HTML page.",
            "Runs that still go on can be compared as well, from their first finished epoch on."
        })
final class CompareCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "FILE", description = "The page (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("comparison.html");

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders that train wrote.")
    private List<Path> folders = List.of();

    private final Console console;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var runs = new ArrayList<RecordedRun>();
        for (Path folder : folders) {
            if (RecordedRun.isInFirstEpoch(folder)) {
                console.warn(folder + " has not finished an epoch yet: left out");
            } else {
                runs.add(RecordedRun.read(folder));
            }
        }
        if (runs.isEmpty()) {
            throw new IOException("there is nothing to compare yet: wait until a run has finished an epoch");
        }
        var comparison = new RunComparison(runs);
        console.print(comparison.text());
        Fonts.trouble().ifPresent(console::warn);
        comparison.write(out);
        console.print("page: %s%n".formatted(out));
        return 0;
    }
}
