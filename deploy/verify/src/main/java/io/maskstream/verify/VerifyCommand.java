package io.maskstream.verify;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the three have in common is their name. */
@Command(
        name = "verify",
        description = {
            "Proves that workers lose nothing, repeat nothing and keep the order of keys, on any cluster, while you stop, kill and cut off what you like.",
            "",
            "Events are numbered within their key, and carry a checksum over all before them; workers hand both through. What is committed on the topics of masks, failures and latencies is held against the topic of images. Outcomes of other senders do not disturb it.",
            "",
            "Order is proved of the outcomes of a key within each topic: Kafka has none between masks and failures.",
            ""
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "run|send|check",
        footer = "Exit codes: 0 proved, 1 not proved, 2 used wrongly.")
public final class VerifyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    private VerifyCommand() {}

    /** The command, ready to be added to others. */
    public static CommandLine commandLine() {
        return new CommandLine(new VerifyCommand())
                .addSubcommand("run", new RunCommand())
                .addSubcommand("send", new SendCommand())
                .addSubcommand("check", new CheckCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(requireNonNull(spec).commandLine(), "Say what to do: run, send or check.");
    }
}
