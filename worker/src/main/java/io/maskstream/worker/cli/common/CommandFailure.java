package io.maskstream.worker.cli.common;

import io.maskstream.worker.topology.access.Refusal;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;

/** A command cannot do what it was asked to. The message is all that the user sees. */
public final class CommandFailure extends Exception {
    /** The device that a model ran on is lost to this process; a new one may find it again. */
    public static final int DEVICE_LOST = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailure(String message) {
        super(message);
        this.exitCode = CommandLine.ExitCode.SOFTWARE;
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = CommandLine.ExitCode.SOFTWARE;
    }

    /** @param exitCode of the process, where somebody has to tell this failure from others */
    public CommandFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * Kafka, or its client, does not let us.
     *
     * @param otherwise the sentence where that has nothing to do with security or settings
     */
    public static CommandFailure of(KafkaException refused, String bootstrapServers, String otherwise) {
        return new CommandFailure(
                Refusal.of(refused)
                        .map(refusal -> refusal.sentence(bootstrapServers))
                        .orElse(otherwise),
                refused);
    }

    /** Of the process; 1 where nobody says. */
    public int exitCode() {
        return exitCode;
    }
}
