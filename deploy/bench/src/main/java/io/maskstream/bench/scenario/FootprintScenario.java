package io.maskstream.bench.scenario;

import io.maskstream.bench.load.Arrivals;
import io.maskstream.bench.load.Images;
import io.maskstream.bench.load.Kafka;
import io.maskstream.bench.model.FreeModel;
import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.statistics.Trend;
import io.maskstream.bench.worker.WorkerOptions;
import io.maskstream.bench.worker.WorkerProcess;
import io.maskstream.standalone.broker.EmbeddedBroker;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What a worker with 512 MB of heap takes over a long run: memory, and what it remembers on the broker. */
final class FootprintScenario implements Scenario {
    /** Of a fixed size, and resident from the start: a heap that comes to its limit by and by would hide what grows beside it. */
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final int PARTITIONS = 4;
    private static final Duration LONGEST = Duration.ofHours(2);
    /** A quick run has no steady half worth a slope, but it shows how it goes. */
    private static final Duration SAMPLE = Duration.ofSeconds(1);

    private static final Duration SAMPLE_QUICKLY = Duration.ofMillis(200);

    @Override
    public void run(ScenarioSettings settings, Findings findings) throws IOException, InterruptedException {
        int count = settings.count() > 0 ? settings.count() : settings.quick() ? 1_500 : 20_000;
        Path model =
                settings.model() == null ? FreeModel.write(settings.folder().resolve("free.onnx")) : settings.model();
        findings.setting("count", count);
        findings.setting("model", model.getFileName());
        List<String> java =
                Stream.concat(HEAP.stream(), settings.javaOptions().stream()).toList();
        findings.setting("jvm", String.join(" ", java));
        findings.setting("processing.guarantee", ProcessingGuarantee.EXACTLY_ONCE.kafkaName());
        String prefix = "footprint";
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings.folder(), settings.brokerLife());
                Kafka kafka = new Kafka(broker.bootstrapServers())) {
            Topics topics = kafka.create(prefix, PARTITIONS);
            kafka.fill(topics, settings.images().references(count));
            var options = new WorkerOptions(
                    kafka.bootstrapServers(),
                    prefix,
                    model,
                    ProcessingGuarantee.EXACTLY_ONCE,
                    Images.folders(settings.images().files()),
                    settings.folder(),
                    java,
                    settings.worker());
            var memory = watch(kafka, topics, options, count, settings.quick() ? SAMPLE_QUICKLY : SAMPLE);
            report(memory, findings);
            reportChangelog(kafka, prefix, count, findings);
        }
    }

    private record Memory(List<Trend.Point> resident, List<Trend.Point> heap, double seconds, int images) {}

    private static Memory watch(Kafka kafka, Topics topics, WorkerOptions options, int count, Duration sample)
            throws IOException, InterruptedException {
        var resident = new ArrayList<Trend.Point>();
        var heap = new ArrayList<Trend.Point>();
        var arrived = new AtomicInteger();
        try (Progress progress = Progress.show("footprint", count);
                var arrivals = Arrivals.listen(kafka, topics, (key, nanoTime) -> {
                    arrived.incrementAndGet();
                    progress.step();
                });
                var worker = WorkerProcess.start(options)) {
            long start = System.nanoTime();
            while (arrived.get() < count) {
                worker.requireAlive();
                arrivals.requireNoFailure();
                double second = (System.nanoTime() - start) / 1e9;
                if (second > LONGEST.toSeconds()) {
                    throw new IOException("%d of %d masks came within %s".formatted(arrived.get(), count, LONGEST));
                }
                resident.add(new Trend.Point(second, worker.residentBytes() / MEBIBYTE));
                heap.add(new Trend.Point(second, worker.heapBytes() / MEBIBYTE));
                TimeUnit.NANOSECONDS.sleep(sample.toNanos());
            }
            return new Memory(resident, heap, (System.nanoTime() - start) / 1e9, count);
        }
    }

    private static void report(Memory memory, Findings findings) {
        var lastHalf = memory.resident.subList(memory.resident.size() / 2, memory.resident.size());
        var trend = Trend.of(lastHalf);
        findings.add(Result.of("footprint.images-per-second", memory.images / memory.seconds, "images/s"));
        findings.add(Result.of("footprint.heap-mb", most(memory.heap), "MiB, most in use at any sample"));
        findings.add(Result.of("footprint.rss-mb", trend.mean(), "MiB, mean of the last half"));
        findings.add(Result.of("footprint.rss-peak-mb", most(memory.resident), "MiB"));
        findings.add(Result.of(
                "footprint.rss-slope-percent", trend.percent(), "% of the mean, over the last half, least squares"));
        findings.add(new Chart.Lines(
                "footprint",
                "Memory of a worker with %s over %,d images".formatted(String.join(" ", HEAP), memory.images),
                "seconds",
                "MiB",
                false,
                List.of(line("resident", memory.resident), line("heap in use", memory.heap))));
    }

    private static double most(List<Trend.Point> points) {
        return points.stream().mapToDouble(Trend.Point::y).max().orElseThrow();
    }

    private static Chart.Line line(String label, List<Trend.Point> points) {
        return new Chart.Line(
                label,
                points.stream().map(Trend.Point::x).toList(),
                points.stream().map(Trend.Point::y).toList());
    }

    private static void reportChangelog(Kafka kafka, String prefix, int count, Findings findings)
            throws IOException, InterruptedException {
        Set<String> changelogs = kafka.changelogs(prefix);
        findings.setting("changelogs", changelogs.isEmpty() ? "none" : String.join(" ", changelogs));
        long records = 0;
        for (String topic : changelogs) {
            records += kafka.appended(topic);
        }
        findings.add(Result.of(
                "footprint.changelog-records-per-image",
                (double) records / count,
                "records, with the markers of transactions"));
        findings.add(Result.of(
                "footprint.changelog-bytes-per-image", (double) kafka.bytes(changelogs) / count, "bytes on disk"));
    }
}
