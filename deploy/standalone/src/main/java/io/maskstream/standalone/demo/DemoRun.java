package io.maskstream.standalone.demo;

import static java.util.Objects.requireNonNull;

import io.maskstream.standalone.demo.output.OutputFolder;
import io.maskstream.standalone.demo.output.Report;
import io.maskstream.standalone.demo.output.RunResults;
import io.maskstream.standalone.demo.output.Thumbnails;
import io.maskstream.standalone.page.Numbers;
import io.maskstream.standalone.page.Percentiles;
import io.maskstream.standalone.page.RunSummary;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.cli.common.OneLine;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.Collector;
import io.maskstream.worker.client.Reference;
import io.maskstream.worker.client.ResultWriter;
import io.maskstream.worker.client.Submitter;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Sends images through a pipeline that runs, and shows what comes out. Used by one thread. */
final class DemoRun {
    /** Longer than a worker takes to be found dead and replaced. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final DemoSettings settings;
    private final Console console;
    private final OutputFolder output;
    private final ClientConfig client;
    private final Collector collector;
    private final ResultWriter writer;
    private final RunResults results;
    private final Report report;
    private final AtomicReference<@Nullable Progress> progress = new AtomicReference<>();
    private Instant begin = Instant.now();
    private RunSummary.Timing timing = new RunSummary.Timing(0, 0);

    DemoRun(
            DemoSettings settings,
            Console console,
            OutputFolder output,
            ClientConfig client,
            Collector collector,
            ResultWriter writer,
            Thumbnails thumbnails) {
        this.settings = settings;
        this.console = console;
        this.output = output;
        this.client = client;
        this.collector = collector;
        this.writer = writer;
        this.results = new RunResults(output, writer, thumbnails, this::step);
        this.report = new Report(output, heading(settings.images()), settings.workers());
    }

    /**
     * Submits the images, waits for an outcome of each, and writes the page.
     *
     * @return the exit code: 1 where an image has no outcome
     */
    int segment(List<Reference> references, Breakdown breakdown)
            throws IOException, InterruptedException, TopicsException, CommandFailure {
        begin = Instant.now();
        List<String> names = references.stream()
                .map(reference -> requireNonNull(reference.key()))
                .toList();
        submit(references);
        try (Progress bar = Progress.show("segment", names.size())) {
            progress.set(bar);
            List<String> missing = names;
            long outcomes = 1;
            while (!missing.isEmpty() && outcomes > 0 && breakdown.why() == null) {
                outcomes = collect(new Collector.Until(missing.size(), LONGEST_SILENCE));
                missing = results.missing(names);
            }
        } finally {
            progress.set(null);
        }
        timing = new RunSummary.Timing(
                results.outcomes(),
                Math.max(0.001, Duration.between(begin, results.last()).toNanos() / 1e9));
        List<String> missing = results.missing(names);
        tell(write(missing.size()));
        failIfBroken(breakdown);
        missing.forEach(name -> console.line("missing", OneLine.of(name) + " has neither a mask nor a failure"));
        return missing.isEmpty() ? 0 : 1;
    }

    /** Shows whatever else is submitted, until somebody stops it. */
    void goOn(Breakdown breakdown, StopRequest stop) throws IOException, InterruptedException, CommandFailure {
        console.text(Hints.of(client, settings));
        while (breakdown.why() == null && !stop.isRequested()) {
            if (collect(new Collector.Until(0, REFRESH)) > 0) {
                RunSummary summary = write(0);
                console.line(
                        "page",
                        "%s, %s"
                                .formatted(
                                        Numbers.of(summary.masks(), "mask"), Numbers.of(summary.failed(), "failure")));
            }
        }
        if (!stop.isRequested()) {
            failIfBroken(breakdown);
        }
    }

    private static void failIfBroken(Breakdown breakdown) throws CommandFailure {
        String why = breakdown.why();
        if (why != null) {
            throw new CommandFailure(why);
        }
    }

    private long collect(Collector.Until until) throws InterruptedException {
        try {
            return collector.run(until, results);
        } catch (InterruptException stopped) {
            Thread.interrupted(); // else what is still to be written and closed would be interrupted as well
            throw new InterruptedException("stopped while collecting");
        }
    }

    private void submit(List<Reference> references) throws TopicsException, InterruptedException, CommandFailure {
        Submitter.Report submitted;
        try (Progress bar = Progress.show("submit", references.size())) {
            submitted = new Submitter(client).submit(references.iterator(), new Submitter.Listener() {
                @Override
                public void submitted(Reference reference) {
                    bar.step();
                }

                @Override
                public void failed(Reference reference, String why) {
                    console.line(
                            "submit",
                            "%s was not taken by Kafka: %s"
                                    .formatted(OneLine.of(String.valueOf(reference.key())), why));
                }
            });
        }
        if (submitted.failed() > 0) {
            throw new CommandFailure(
                    "Kafka did not take %s; see %s.".formatted(Numbers.of(submitted.failed(), "image"), output.logs()));
        }
    }

    private RunSummary write(int missing) throws IOException {
        writer.flush();
        return report.write(results, timing, missing);
    }

    private void tell(RunSummary summary) {
        console.line(
                "masks",
                "%s of %s in %s, %s a second"
                        .formatted(
                                Numbers.count(summary.masks()),
                                Numbers.of(summary.images(), "image"),
                                Numbers.seconds(summary.wallSeconds()),
                                Numbers.rate(summary.imagesPerSecond())));
        summary.failures().forEach((reason, count) -> console.line("failures", count + " " + reason));
        results.failures().stream()
                .limit(10)
                .forEach(failure -> console.line("", OneLine.of(failure.imageId() + ": " + failure.detail())));
        results.notes().stream().limit(10).forEach(note -> console.line("note", OneLine.of(note)));
        Percentiles inference = summary.stages().get("inference");
        if (inference != null) {
            console.line(
                    "inference",
                    "%s at p50, %s at p95, %s at p99"
                            .formatted(
                                    Numbers.millis(inference.p50()),
                                    Numbers.millis(inference.p95()),
                                    Numbers.millis(inference.p99())));
        }
        console.line("page", output.page().toString());
    }

    private void step() {
        Progress bar = progress.get();
        if (bar != null) {
            bar.step();
        }
    }

    private static String heading(@Nullable Path images) {
        if (images == null) {
            return "Drawn scenes";
        }
        Path name = images.toAbsolutePath().normalize().getFileName();
        return name == null ? images.toString() : name.toString();
    }
}
