package io.maskstream.bench.scenario;

import io.maskstream.bench.load.Arrivals;
import io.maskstream.bench.load.Images;
import io.maskstream.bench.load.Kafka;
import io.maskstream.bench.load.LatencyBook;
import io.maskstream.bench.load.OpenLoop;
import io.maskstream.bench.model.FreeModel;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.scenario.tally.LatencyResults;
import io.maskstream.bench.statistics.SteadyRate;
import io.maskstream.bench.worker.WorkerOptions;
import io.maskstream.bench.worker.WorkerProcess;
import io.maskstream.standalone.broker.EmbeddedBroker;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Images at fixed rates, up to nearly what the worker can do, with a model that costs nothing unless the user names one. */
final class LatencyScenario implements Scenario {
    private static final double HUNDRED = 100;
    private static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.75, 0.9, 0.95);
    private static final List<Double> SHARES_QUICKLY = List.of(0.5);
    private static final int PARTITIONS = 4;
    private static final int WARM_UP_IMAGES = 300;
    /** Below this part of a core Java is said to have compiled what matters. */
    private static final double STILL_COMPILING = 0.05;

    private static final Duration SLICE = Duration.ofSeconds(10);
    private static final int MOST_SLICES = 18;

    @Override
    public void run(ScenarioSettings settings, Findings findings) throws IOException, InterruptedException {
        Duration measured = settings.duration(Duration.ofSeconds(20), Duration.ofSeconds(4));
        Path model =
                settings.model() == null ? FreeModel.write(settings.folder().resolve("free.onnx")) : settings.model();
        Duration warmUp = settings.warmUp(measured.dividedBy(4));
        findings.setting("duration", measured);
        findings.setting("warm-up", warmUp);
        findings.setting("model", model.getFileName());
        List<Double> shares = settings.quick() ? SHARES_QUICKLY : SHARES;
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings.folder(), settings.brokerLife());
                Kafka kafka = new Kafka(broker.bootstrapServers());
                Progress progress = Progress.show("latency", 2L * (3 + shares.size()))) {
            for (ProcessingGuarantee guarantee :
                    List.of(ProcessingGuarantee.AT_LEAST_ONCE, ProcessingGuarantee.EXACTLY_ONCE)) {
                var results = new LatencyResults(guarantee.kafkaName());
                measure(settings, kafka, guarantee, model, warmUp, measured, shares, results, progress);
                results.report(findings);
            }
        }
    }

    private static void measure(
            ScenarioSettings settings,
            Kafka kafka,
            ProcessingGuarantee guarantee,
            Path model,
            Duration warmUp,
            Duration measured,
            List<Double> shares,
            LatencyResults results,
            Progress progress)
            throws IOException, InterruptedException {
        String prefix = "latency-" + guarantee.kafkaName();
        Topics topics = kafka.create(prefix, PARTITIONS);
        var book = new LatencyBook();
        try (var worker = WorkerProcess.start(new WorkerOptions(
                        kafka.bootstrapServers(),
                        prefix,
                        model,
                        guarantee,
                        Images.folders(settings.images().files()),
                        settings.folder(),
                        settings.javaOptions(),
                        settings.worker()));
                var arrivals = Arrivals.listen(kafka, topics, book);
                var load = new OpenLoop(kafka, topics, settings.images().values())) {
            var bench = new Bench(settings, kafka, topics, book, worker, arrivals, load);
            double first = bench.warmUp(warmUp);
            progress.step();
            double capacity = bench.capacity((int) Math.max(WARM_UP_IMAGES, first * measured.toMillis() / 1_000));
            results.capacity(capacity);
            progress.step();
            results.add("100ps", HUNDRED, bench.atRate("100ps", HUNDRED, measured));
            progress.step();
            for (double share : shares) {
                String name = Math.round(100 * share) + "pct";
                results.add(name, share * capacity, bench.atRate(name, share * capacity, measured));
                progress.step();
            }
        }
    }

    /** All that is set up around one worker. */
    private record Bench(
            ScenarioSettings settings,
            Kafka kafka,
            Topics topics,
            LatencyBook book,
            WorkerProcess worker,
            Arrivals arrivals,
            OpenLoop load) {

        /**
         * As much work as the worker can do, and then as it comes, so that both are compiled.
         *
         * @return images a second, roughly: so few may all come with one commit
         */
        double warmUp(Duration longEnough) throws IOException, InterruptedException {
            long start = System.nanoTime();
            long last;
            do {
                last = System.nanoTime();
                segment(WARM_UP_IMAGES);
            } while (System.nanoTime() - start < longEnough.toNanos());
            double rate = WARM_UP_IMAGES * 1e9 / (System.nanoTime() - last);
            atRate("warm-up", HUNDRED, longEnough.dividedBy(5));
            if (!settings.quick()) {
                awaitCompiled();
            }
            return rate;
        }

        /** While a core is busy Java's compilers fall behind; they catch up when images come slower, and would be measured then. */
        private void awaitCompiled() throws IOException, InterruptedException {
            double compiling = 1;
            for (int slice = 0; compiling >= STILL_COMPILING && slice < MOST_SLICES; slice++) {
                compiling = atRate("compiling-" + slice, HUNDRED, SLICE).compiling();
            }
        }

        /** Images a second when there are always more. */
        double capacity(int count) throws IOException, InterruptedException {
            segment(count);
            return SteadyRate.of(book.arrivals(), 0.1, 0.05);
        }

        private void segment(int count) throws IOException, InterruptedException {
            book.clear();
            kafka.fill(topics, settings.images().references(count));
            arrivals.await(() -> book.complete() >= count, Duration.ofMinutes(5), worker::requireAlive);
        }

        LatencyResults.Measured atRate(String name, double rate, Duration duration)
                throws IOException, InterruptedException {
            book.clear();
            long start = System.nanoTime();
            Duration before = worker.compilation();
            int count = load.send(name, rate, duration, book);
            arrivals.await(
                    () -> book.complete() >= count, duration.multipliedBy(5).plusMinutes(1), worker::requireAlive);
            double compiled = worker.compilation().minus(before).toNanos();
            return new LatencyResults.Measured(book.samples(), compiled / (System.nanoTime() - start));
        }
    }
}
