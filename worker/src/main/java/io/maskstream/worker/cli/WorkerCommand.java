package io.maskstream.worker.cli;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.SettingsOptions;
import io.maskstream.worker.cli.common.StopSignal;
import io.maskstream.worker.cli.wiring.RunningWorker;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.config.WorkerConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a worker until it is told to stop. */
@Command(
        name = "worker",
        description = {
            "Reads references to images from a topic, and writes masks, latencies and failures.",
            "Every setting below may stand in the file of --config as KEY=VALUE, in the environment as MASKSTREAM_KEY (upper case, with underscores), or be a flag. A flag goes before the environment, and that before the file."
        },
        mixinStandardHelpOptions = true,
        customSynopsis = "maskstream worker [--config FILE] [--show-config] [--KEY VALUE]... [--set KEY=VALUE]...",
        sortOptions = false,
        footer = {
            "Kafka's own settings go under kafka., such as --set kafka.security.protocol=SSL, and those of ONNX Runtime's CUDA provider under cuda., such as --set cuda.use_tf32=1.",
            "Exit codes: 0 stopped in order, 1 failed, 2 wrong settings, 3 the device (CUDA) was lost: start it again."
        })
final class WorkerCommand implements Callable<Integer> {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(names = "--show-config", description = "print every setting in force and where it comes from, and end")
    private boolean showConfig;

    @Spec
    private @Nullable CommandSpec spec;

    private WorkerCommand() {}

    static CommandLine commandLine() {
        var command = new WorkerCommand();
        var line = new CommandLine(command);
        command.settings.addFlags(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() throws SettingsException, CommandFailure {
        var line = requireNonNull(spec).commandLine();
        var values = settings.values();
        var config = WorkerConfig.of(values);
        if (showConfig) {
            values.lines().forEach(line.getOut()::println);
            return CommandLine.ExitCode.OK;
        }
        var main = Thread.currentThread();
        try (var signal = StopSignal.onStop(RunningWorker.longestClose(config), main::interrupt);
                var worker = RunningWorker.start(config)) {
            if (worker.awaitReady(LONGEST_START)) {
                line.getOut()
                        .println("worker %s is ready: %s"
                                .formatted(config.kafka().instanceId(), worker.summary()));
                line.getOut().flush();
            } else if (worker.failure().isEmpty()) {
                line.getErr()
                        .println("the worker is still joining its group after %d s; it goes on trying"
                                .formatted(LONGEST_START.toSeconds()));
            }
            worker.awaitEnd();
            if (worker.failure().isPresent()) {
                throw new CommandFailure(worker.failure().get(), worker.exitCode());
            }
        } catch (InterruptedException stopped) {
            // The signal to stop: all is closed by now, in order.
            return CommandLine.ExitCode.OK;
        } catch (CommandFailure failure) {
            // ONNX Runtime ends itself on the signal, under the hands of who is loading a model: that is no fault of
            // the model's.
            if (Thread.interrupted()) {
                return CommandLine.ExitCode.OK;
            }
            throw failure;
        }
        return CommandLine.ExitCode.OK;
    }
}
