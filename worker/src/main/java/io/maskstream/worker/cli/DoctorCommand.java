package io.maskstream.worker.cli;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.OneLine;
import io.maskstream.worker.cli.common.SettingsOptions;
import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Diagnosis;
import io.maskstream.worker.doctor.Doctor;
import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.doctor.kafka.AdminFacts;
import io.maskstream.worker.doctor.kafka.BrokerCheck;
import io.maskstream.worker.doctor.kafka.ClockCheck;
import io.maskstream.worker.doctor.kafka.GroupCheck;
import io.maskstream.worker.doctor.kafka.KafkaFacts;
import io.maskstream.worker.doctor.kafka.TopicsCheck;
import io.maskstream.worker.doctor.machine.DeviceCheck;
import io.maskstream.worker.doctor.machine.DiskCheck;
import io.maskstream.worker.doctor.machine.JavaCheck;
import io.maskstream.worker.doctor.machine.MaskStoreCheck;
import io.maskstream.worker.doctor.machine.ModelCheck;
import io.maskstream.worker.doctor.machine.ModelTrial;
import io.maskstream.worker.doctor.machine.SourcesCheck;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.mask.store.MaskStores;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Looks at all that a worker needs, and changes nothing. */
@Command(
        name = "doctor",
        description = {
            "Checks what a worker with these settings needs: Java, device, model, sources, Kafka, topics, group, disk, clock and mask store. A line for each: ok, or what is wrong, why, and what mends it.",
            "Takes the settings of worker, from the same places. Changes nothing."
        },
        mixinStandardHelpOptions = true,
        customSynopsis = "maskstream doctor [--json] [--config FILE] [--KEY VALUE]... [--set KEY=VALUE]...",
        sortOptions = false,
        footer = "Exit codes: 0 a worker would start, 1 something failed, 2 wrong settings.")
final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--json",
            description = "print {\"ok\", \"checks\": [{\"name\", \"status\", \"detail\", \"remedy\"}]}")
    private boolean json;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private DoctorCommand() {}

    static CommandLine commandLine() {
        var command = new DoctorCommand();
        var line = new CommandLine(command);
        command.settings.addFlags(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() throws SettingsException, CommandFailure {
        var out = requireNonNull(spec).commandLine().getOut();
        var config = WorkerConfig.of(settings.values());
        try (var facts = new AdminFacts(config.kafka(), PATIENCE);
                var store = MaskStores.open(config.maskStore(), config.s3())) {
            var diagnosis = new Doctor(checks(config, facts, store)).examine(line -> {
                if (!json) {
                    print(line, out);
                }
            });
            if (json) {
                out.println(new JsonMapper().writeValueAsString(Answer.of(diagnosis)));
            }
            out.flush();
            return diagnosis.ok() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (InterruptedException stopped) {
            throw new CommandFailure("stopped before everything was looked at", stopped);
        }
    }

    private static List<Check> checks(WorkerConfig config, KafkaFacts facts, @Nullable MaskStore store) {
        var trial = new ModelTrial(config.model(), config.inference());
        var checks = new ArrayList<Check>(List.of(
                JavaCheck.ofThisProcess(),
                new DeviceCheck(trial),
                new ModelCheck(trial),
                new SourcesCheck(config.source()),
                new BrokerCheck(config.kafka(), facts, System::nanoTime),
                new TopicsCheck(config.topics(), config.kafka(), facts),
                new GroupCheck(config.kafka(), facts),
                DiskCheck.ofThisProcess(),
                new ClockCheck(facts, Clock.systemUTC())));
        if (store != null) {
            checks.add(new MaskStoreCheck(store));
        }
        return checks;
    }

    private static void print(Diagnosis.Line line, PrintWriter out) {
        var finding = line.finding();
        out.println("%-4s %-7s %s%s"
                .formatted(
                        word(finding.status()),
                        line.check(),
                        OneLine.of(finding.detail()), // has names of workers
                        finding.remedy().isEmpty() ? "" : "; " + finding.remedy()));
        out.flush();
    }

    /** Failures stand out without colours. */
    private static String word(Finding.Status status) {
        return switch (status) {
            case FAIL -> "FAIL";
            case SKIPPED -> "skip";
            default -> wireName(status);
        };
    }

    private static String wireName(Finding.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** What {@code --json} prints: names are added, never changed. */
    private record Answer(boolean ok, List<CheckAnswer> checks) {
        static Answer of(Diagnosis diagnosis) {
            return new Answer(
                    diagnosis.ok(),
                    diagnosis.lines().stream()
                            .map(line -> new CheckAnswer(
                                    line.check(),
                                    wireName(line.finding().status()),
                                    line.finding().detail(),
                                    line.finding().remedy()))
                            .toList());
        }
    }

    /** @param remedy empty where there is nothing to mend */
    private record CheckAnswer(String name, String status, String detail, String remedy) {}
}
