package io.maskstream.worker.cli;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.config.Setting;
import io.maskstream.worker.config.SettingValue;
import io.maskstream.worker.config.SettingValues;
import io.maskstream.worker.config.Settings;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.topology.runtime.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
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
            "Kafka's own settings go under kafka., such as --set kafka.security.protocol=SSL.",
            "Exit codes: 0 stopped in order, 1 failed, 2 wrong settings, 3 the device (CUDA) was lost: start it again."
        })
final class WorkerCommand implements Callable<Integer> {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Map<String, SettingValue> flags = new LinkedHashMap<>();

    @Option(names = "--config", paramLabel = "FILE", description = "a properties file with settings")
    private @Nullable Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "any setting, and any of Kafka's under kafka.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--show-config", description = "print every setting in force and where it comes from, and end")
    private boolean showConfig;

    @Spec
    private @Nullable CommandSpec spec;

    private WorkerCommand() {}

    static CommandLine commandLine() {
        var command = new WorkerCommand();
        var line = new CommandLine(command);
        for (Setting<?> setting : Settings.all()) {
            line.getCommandSpec().addOption(command.flag(setting));
        }
        return line;
    }

    private OptionSpec flag(Setting<?> setting) {
        String name = "--" + setting.key();
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel("VALUE")
                .description(setting.description() + " (" + setting.fallback().apply("") + ")")
                .setter(new ISetter() {
                    @Override
                    public <T> T set(T value) {
                        if (value == null) {
                            flags.remove(setting.key());
                        } else {
                            flags.put(setting.key(), new SettingValue(value.toString(), name));
                        }
                        return value;
                    }
                })
                .build();
    }

    @Override
    public Integer call() throws SettingsException, CommandFailure {
        var line = requireNonNull(spec).commandLine();
        var given = new LinkedHashMap<String, SettingValue>();
        set.forEach((key, value) -> given.put(key, new SettingValue(value, "--set " + key)));
        given.putAll(flags);
        var values = SettingValues.load(file, System.getenv(), given, StreamsSettings.names());
        var config = WorkerConfig.of(values);
        if (showConfig) {
            values.lines().forEach(line.getOut()::println);
            return CommandLine.ExitCode.OK;
        }
        var main = Thread.currentThread();
        try (var signal = StopSignal.onStop(main::interrupt);
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
                throw new CommandFailure(worker.failure().get());
            }
        } catch (InterruptedException stopped) {
            // The signal to stop: all is closed by now, in order.
            return CommandLine.ExitCode.OK;
        }
        return CommandLine.ExitCode.OK;
    }
}
