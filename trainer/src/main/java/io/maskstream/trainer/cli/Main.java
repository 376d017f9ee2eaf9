package io.maskstream.trainer.cli;

import io.maskstream.trainer.download.Archive;
import io.maskstream.trainer.download.Download;
import io.maskstream.trainer.pytorch.NativeWork;
import io.maskstream.trainer.storage.FileProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The trainer's command line. Exit codes: 0 done, 1 failed, 2 usage. */
@Command(
        name = "maskstream",
        description = "Trains segmentation networks, exports them to ONNX, and evaluates what was exported.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int INTERRUPTED = 130;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private Main() {}

    public static void main(String... arguments) {
        // An orderly exit would free PyTorch's and ONNX Runtime's globals under the feet of threads that still compute,
        // and crash.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            NativeWork.end(PATIENCE);
            Runtime.getRuntime().halt(INTERRUPTED);
        }));
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code =
                commandLine(out, err, Boolean.getBoolean("maskstream.terminal")).execute(arguments);
        Runtime.getRuntime().halt(code);
    }

    /** @param terminal whether progress bars are seen */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, boolean terminal) {
        // Numbers are in files, cards and commands to copy: not in the digits that a locale may have of its own.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        var console = new Console(out, err, terminal);
        var commandLine = new CommandLine(new Main());
        commandLine.addSubcommand(new TrainCommand(console));
        commandLine.addSubcommand(new ExportCommand(console));
        commandLine.addSubcommand(new EvaluateCommand(console));
        commandLine.addSubcommand(new PredictCommand(console));
        commandLine.addSubcommand(new CompareCommand(console));
        commandLine.addSubcommand(new CommandLine(new DatasetCommand())
                .addSubcommand(new FetchCommand(console, Archive.PETS, new Download(SILENCE, PAUSE)))
                .addSubcommand(new DatasetCommand.Show(console))
                .addSubcommand(new DatasetCommand.Parts(console)));
        commandLine.setOut(out).setErr(err); // reaches the subcommands that there are by now
        commandLine.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .mixinStandardHelpOptions(true));
        tellVersion(commandLine);
        commandLine.setExecutionExceptionHandler(oneSentence());
        return commandLine;
    }

    /** What can go wrong with files and settings is told in a sentence; anything else is a defect, and shows its trace. */
    static IExecutionExceptionHandler oneSentence() {
        return (Exception problem, CommandLine command, ParseResult parsed) -> {
            if (problem instanceof IllegalArgumentException) {
                command.getErr().println(problem.getMessage());
                return USAGE;
            }
            if (problem instanceof IOException failure) {
                command.getErr().println(FileProblem.sentence(failure));
                return FAILED;
            }
            throw problem;
        };
    }

    /** Of the jar; classes that lie in a folder know none. */
    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "maskstream " + (version == null ? "of no version: it was not built as a jar" : version)
            };
        }
    }

    private static void tellVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Main::tellVersion);
    }
}
