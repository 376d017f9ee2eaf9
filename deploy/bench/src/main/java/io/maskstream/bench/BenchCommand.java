package io.maskstream.bench;

import static java.util.Objects.requireNonNull;

import io.maskstream.bench.bare.SessionDevice;
import io.maskstream.bench.load.Images;
import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Machine;
import io.maskstream.bench.report.Plots;
import io.maskstream.bench.report.Report;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.scenario.Scenario;
import io.maskstream.bench.scenario.ScenarioSettings;
import io.maskstream.bench.worker.WorkerOptions;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures. */
@Command(
        name = "bench",
        description = {
            "Measures the worker beside what it is made of, and beside others, on a Kafka broker of its own.",
            "",
            "  session      the bare ONNX session, by sessions, threads and batch sizes",
            "  pipeline     from topic to topic, as a ratio to the same work without Kafka",
            "  slow-source  images that take 5, 50 and 200 ms to read, 1 and 4 partitions, beside others",
            "  latency      images at fixed rates, both guarantees, stage by stage",
            "  footprint    memory, and what is kept on the broker, over a long run",
            "  all          all of these",
            "  gpu          a GPU beside the CPU: masks, speed by size of batch, the worker's batches, memory",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "Stop other work on the machine first: the report's load average tells whether you did.",
            "Exit codes: 0 measured, 1 failed, 2 used wrongly."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Parameters(paramLabel = "SCENARIO", description = "session, pipeline, slow-source, latency, footprint, all or gpu")
    private String scenario = "";

    @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON too")
    private @Nullable Path json;

    @Option(names = "--plots", paramLabel = "DIR", description = "write plots as PNG files")
    private @Nullable Path plots;

    @Option(names = "--quick", description = "end within a minute for each scenario; rough figures")
    private boolean quick;

    @Option(names = "--images", paramLabel = "DIR", description = "JPEG files (default: drawn scenes)")
    private @Nullable Path images;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "an ONNX model (default: session and pipeline take those that come with Maskstream, latency and footprint one that costs nothing)")
    private @Nullable Path model;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "of one measurement (default: the scenario's own)")
    private @Nullable Double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often contestants take turns (default: the scenario's own)")
    private int rounds;

    @Option(
            names = "--count",
            paramLabel = "N",
            description =
                    "images of footprint (default: 20000, quick 1500), batches of gpu (default: 10000, quick 500)")
    private int count;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "images in flight for each partition in slow-source (default: 256)")
    private int window = 256;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "where models run: cpu, cuda or cuda:N (default: cpu; of gpu: cuda)")
    private @Nullable String device;

    @Option(
            names = "--cuda",
            paramLabel = "KEY=VALUE",
            description = "ONNX Runtime's options for CUDA, such as use_tf32=1")
    private Map<String, String> cuda = new LinkedHashMap<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "any setting of the workers that are measured, but for those that a scenario decides")
    private Map<String, String> worker = new LinkedHashMap<>();

    @Option(
            names = "--java",
            paramLabel = "OPTION",
            description = "an option of Java for the workers that are measured, such as --java=-XX:+UseParallelGC")
    private List<String> java = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        CommandLine line = requireNonNull(spec).commandLine();
        Map<String, Scenario> chosen = chosen(line);
        check(line);
        SessionDevice sessions = sessionDevice(line);
        var destination = new Destination(json, plots);
        destination.require();
        Machine machine = Machine.here();
        Instant date = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (WorkFolder folder = WorkFolder.create()) {
            if (plots != null) {
                Plots.requireFonts();
            }
            var settings = settings(sessions, folder);
            var all = new LinkedHashMap<String, String>();
            all.put("quick", Boolean.toString(quick));
            all.put("images", settings.images().description());
            worker.forEach((key, value) -> all.put("worker " + key, value));
            if (!java.isEmpty()) {
                all.put("java", String.join(" ", java));
            }
            cuda.forEach((key, value) -> all.put("cuda " + key, value));
            List<Result> results = new ArrayList<>();
            List<Chart> charts = new ArrayList<>();
            for (var entry : chosen.entrySet()) {
                var findings = new Findings(result -> tell(line.getErr(), result));
                entry.getValue().run(settings, findings);
                findings.settings().forEach((name, value) -> all.put(entry.getKey() + " " + name, value));
                results.addAll(findings.results());
                charts.addAll(findings.charts());
            }
            var report = new Report(scenario, date, commandLine(line), machine, all, results);
            report.lines().forEach(line.getOut()::println);
            destination.write(report, charts).forEach(line.getOut()::println);
            line.getOut().flush();
            return CommandLine.ExitCode.OK;
        } catch (InterruptedException stopped) {
            throw new CommandFailure("stopped before all was measured", stopped);
        } catch (IOException
                | UncheckedIOException
                | KafkaException
                | IllegalStateException
                | IllegalArgumentException failed) {
            throw new CommandFailure("%s: %s".formatted(scenario, failed.getMessage()), failed);
        }
    }

    private Map<String, Scenario> chosen(CommandLine line) {
        Map<String, Scenario> all = Scenario.all();
        if (scenario.equals(ALL)) {
            all.remove(Scenario.GPU);
            return all;
        }
        Scenario one = all.get(scenario);
        if (one == null) {
            throw new ParameterException(
                    line,
                    "There is no scenario %s: take %s or all.".formatted(scenario, String.join(", ", all.keySet())));
        }
        return Map.of(scenario, one);
    }

    private void check(CommandLine line) {
        if (seconds != null && !(seconds > 0 && seconds <= 3_600)) {
            throw new ParameterException(
                    line, "--duration must be more than 0 and at most 3600 seconds, not " + seconds);
        }
        if (rounds < 0 || count < 0 || window < 1) {
            throw new ParameterException(line, "--rounds and --count must be 0 or more, and --window 1 or more.");
        }
        if (images != null && !Files.isDirectory(images)) {
            throw new ParameterException(line, "There is no folder %s (--images).".formatted(images));
        }
        for (String setting : worker.keySet()) {
            if (WorkerOptions.isOwn(setting)) {
                throw new ParameterException(
                        line,
                        "--set %s has no effect: the scenario decides that%s."
                                .formatted(setting, setting.equals("model") ? "; --model FILE names a model" : ""));
            }
        }
        if (model != null && !Files.isRegularFile(model)) {
            throw new ParameterException(line, "There is no model at %s (--model).".formatted(model));
        }
    }

    private SessionDevice sessionDevice(CommandLine line) {
        try {
            String chosen = device == null ? scenario.equals(Scenario.GPU) ? "cuda" : "cpu" : device;
            return new SessionDevice(chosen, cuda);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(line, "--device: " + wrong.getMessage(), wrong);
        }
    }

    private ScenarioSettings settings(SessionDevice sessions, WorkFolder folder) throws IOException {
        return new ScenarioSettings(
                quick,
                Images.in(images, folder.path().resolve("images")),
                Path.of(System.getProperty("maskstream.home", ""), "deploy", "models")
                        .toAbsolutePath(),
                model == null ? null : model.toAbsolutePath(),
                seconds == null ? null : Duration.ofNanos(Math.round(seconds * 1e9)),
                rounds,
                count,
                window,
                sessions,
                workerSettings(sessions),
                java,
                folder.path());
    }

    /** Where no terminal shows how far a run is, as in a log, the figures that it has found do. */
    private static void tell(PrintWriter errors, Result result) {
        if (!Progress.isShown() && !result.detail()) {
            errors.println(Report.line(result, 0));
            errors.flush();
        }
    }

    /** What is set for workers, and where nothing else is said the device of the bare sessions that they are compared with. */
    private Map<String, String> workerSettings(SessionDevice sessions) {
        var all = new LinkedHashMap<String, String>();
        all.put("device", sessions.name());
        cuda.forEach((name, value) -> all.put("cuda." + name, value));
        all.putAll(worker);
        return all;
    }

    private static String commandLine(CommandLine line) {
        return "./maskstream " + String.join(" ", line.getParseResult().originalArgs());
    }
}
