package io.maskstream.worker.cli;

import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.Misuse;
import io.maskstream.worker.config.SettingsException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. */
@Command(
        name = "maskstream",
        description = "Segments images that are named on a Kafka topic.",
        mixinStandardHelpOptions = true,
        version = "maskstream 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands of the worker, ready to execute. */
    public static CommandLine commandLine() {
        return commandLine(Map.of());
    }

    /**
     * All commands of the worker and those of somebody who embeds it, ready to execute.
     *
     * @param more picocli commands by name; a {@link CommandFailure} that they throw ends as its sentence and its exit code
     */
    public static CommandLine commandLine(Map<String, ?> more) {
        // Numbers are in addresses, names, headers and commands to copy: not in the digits that a locale may have of
        // its own.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        var line = new CommandLine(new Main());
        new TreeMap<>(more).forEach(line::addSubcommand);
        line.addSubcommand("worker", WorkerCommand.commandLine());
        line.addSubcommand("doctor", DoctorCommand.commandLine());
        line.addSubcommand("acls", AclsCommand.commandLine());
        line.addSubcommand("submit", new SubmitCommand());
        line.addSubcommand("collect", new CollectCommand());
        line.addSubcommand("replay", new ReplayCommand());
        line.addSubcommand("rehearse", new RehearseCommand());
        line.setExecutionExceptionHandler(Main::fail);
        line.setParameterExceptionHandler(Misuse::tell);
        tellVersion(line, line.getCommandSpec().version());
        return line;
    }

    /** Each command has --version, and says the program's. */
    private static void tellVersion(CommandLine command, String... version) {
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(subcommand -> tellVersion(subcommand, version));
    }

    private static int fail(Exception exception, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (exception instanceof SettingsException) {
            line.getErr().println(exception.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (exception instanceof CommandFailure failure) {
            line.getErr().println(failure.getMessage());
            return failure.exitCode();
        }
        throw exception;
    }
}
