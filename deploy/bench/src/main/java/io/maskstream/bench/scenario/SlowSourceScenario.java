package io.maskstream.bench.scenario;

import io.maskstream.bench.contestant.Contestant;
import io.maskstream.bench.contestant.Race;
import io.maskstream.bench.load.Kafka;
import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.scenario.tally.Samples;
import io.maskstream.standalone.broker.EmbeddedBroker;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.topology.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A source that answers after 5, 50 or 200 ms, with 1 and 4 partitions, before each contestant; and ours before the slowest where one of 20
 * answers is an error. All run in this process, one by one.
 */
final class SlowSourceScenario implements Scenario {
    private static final List<Integer> DELAYS = List.of(5, 50, 200);
    private static final List<Integer> PARTITIONS = List.of(1, 4);
    private static final int DELAY_WITH_ERRORS = 200;
    private static final int PARTITIONS_WITH_ERRORS = 4;
    private static final Duration SAMPLE = Duration.ofMillis(50);
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    /** Nobody gets more than that through the broker on a small machine, so no topic has to hold more. */
    private static final double FASTEST = 40_000;

    @Override
    public void run(ScenarioSettings settings, Findings findings) throws IOException, InterruptedException {
        Duration measured = settings.duration(Duration.ofSeconds(12), Duration.ofMillis(900));
        Duration warmUp = settings.quick() ? Duration.ofMillis(500) : Duration.ofSeconds(4);
        int rounds = settings.rounds(3, 1);
        findings.setting("duration", measured);
        findings.setting("rounds", rounds);
        findings.setting("window", settings.window());
        List<Contestant> contestants = Contestant.all();
        Contestant withErrors = Contestant.withErrors();
        var samples = new Samples();
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings.folder(), settings.brokerLife());
                Kafka kafka = new Kafka(broker.bootstrapServers());
                Progress progress = Progress.show(
                        "slow-source", rounds * (1L + (long) DELAYS.size() * PARTITIONS.size() * contestants.size()))) {
            for (int round = 0; round < rounds; round++) {
                for (int delay : DELAYS) {
                    for (int partitions : PARTITIONS) {
                        for (Contestant contestant : inTurn(contestants, withErrors, delay, partitions)) {
                            String prefix =
                                    "slow-%d-%dms-%dp-%s".formatted(round, delay, partitions, contestant.name());
                            Topics topics = kafka.create(prefix, partitions);
                            var race = new Race(
                                    kafka.bootstrapServers(),
                                    topics,
                                    partitions,
                                    Duration.ofMillis(delay),
                                    settings.window(),
                                    settings.folder().resolve("state"));
                            kafka.fill(
                                    topics,
                                    settings.images().references(references(contestant, race, warmUp.plus(measured))));
                            samples.add(
                                    name(delay, partitions, contestant),
                                    rate(kafka, contestant, race, warmUp, measured));
                            kafka.delete(topics.all());
                            progress.step();
                        }
                    }
                }
            }
        }
        report(contestants, samples, settings.window(), findings);
        reportErrors(withErrors, samples, findings);
    }

    /** The one with errors right after ours, so that noise that lasts is in both. */
    private static List<Contestant> inTurn(
            List<Contestant> contestants, Contestant withErrors, int delay, int partitions) {
        var all = new ArrayList<>(contestants);
        if (delay == DELAY_WITH_ERRORS && partitions == PARTITIONS_WITH_ERRORS) {
            all.add(1, withErrors);
        }
        return all;
    }

    private static int references(Contestant contestant, Race race, Duration time) {
        double most = Math.min(
                FASTEST, contestant.concurrency(race) * 1e9 / race.delay().toNanos());
        return (int) (most * (time.toNanos() / 1e9 + 1)) + 100;
    }

    /** Counted by the ends of the masks' topic, which costs the contestant next to nothing. */
    private static double rate(Kafka kafka, Contestant contestant, Race race, Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        String masks = race.topics().masks();
        try (var running = contestant.start(race)) {
            awaitFirst(kafka, masks, contestant);
            TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
            Count begin = nextChange(kafka, masks, measured);
            Count last = begin;
            while (last.nanoTime - begin.nanoTime < measured.toNanos() || last.records == begin.records) {
                Count next = nextChange(kafka, masks, measured);
                if (next.records == last.records) {
                    break; // nothing is left on the topic
                }
                last = next;
            }
            if (last.records == begin.records) {
                throw new IOException("%s wrote no masks in %s; the topic was too short, or it stands still"
                        .formatted(contestant.name(), measured));
            }
            return (last.records - begin.records) * 1e9 / (last.nanoTime - begin.nanoTime);
        }
    }

    private record Count(long records, long nanoTime) {}

    private static void awaitFirst(Kafka kafka, String masks, Contestant contestant)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (kafka.appended(masks) == 0) {
            if (System.nanoTime() > end) {
                throw new IOException("%s wrote nothing within %s".formatted(contestant.name(), LONGEST_START));
            }
            TimeUnit.NANOSECONDS.sleep(SAMPLE.toNanos());
        }
    }

    /** The count when it has just changed, so that slow contestants are not measured by fractions of a record. */
    private static Count nextChange(Kafka kafka, String topic, Duration longest)
            throws IOException, InterruptedException {
        long before = kafka.appended(topic);
        long now = System.nanoTime();
        long end = now + longest.toNanos();
        long records = before;
        while (records == before && now < end) {
            TimeUnit.NANOSECONDS.sleep(SAMPLE.toNanos() / 10);
            records = kafka.appended(topic);
            now = System.nanoTime();
        }
        return new Count(records, now);
    }

    private static String name(int delay, int partitions, Contestant contestant) {
        return "slow-source.%dms.%dp.%s.images-per-second".formatted(delay, partitions, contestant.name());
    }

    private static void report(List<Contestant> contestants, Samples samples, int window, Findings findings) {
        var groups = new ArrayList<String>();
        for (int delay : DELAYS) {
            for (int partitions : PARTITIONS) {
                groups.add("%d ms, %dp".formatted(delay, partitions));
                for (Contestant contestant : contestants) {
                    samples.report(findings, name(delay, partitions, contestant), "images/s");
                }
                ratios(contestants, samples, delay, partitions, findings);
            }
        }
        var bars = contestants.stream()
                .map(contestant -> new Chart.Bar(
                        contestant.name(),
                        DELAYS.stream()
                                .flatMap(delay -> PARTITIONS.stream()
                                        .map(partitions -> samples.median(name(delay, partitions, contestant))))
                                .toList()))
                .toList();
        findings.add(new Chart.Bars(
                "slow-source",
                "A slow source, window " + window,
                "delay of the source, partitions",
                "images/s",
                true,
                false,
                groups,
                bars));
    }

    private static void reportErrors(Contestant withErrors, Samples samples, Findings findings) {
        String rate = name(DELAY_WITH_ERRORS, PARTITIONS_WITH_ERRORS, withErrors);
        samples.report(findings, rate, "images/s");
        String ratio = "slow-source.%dms.%dp.with-errors.ratio".formatted(DELAY_WITH_ERRORS, PARTITIONS_WITH_ERRORS);
        samples.addRatios(
                ratio,
                rate,
                "slow-source.%dms.%dp.ours.images-per-second".formatted(DELAY_WITH_ERRORS, PARTITIONS_WITH_ERRORS));
        findings.add(Result.median(ratio, samples.of(ratio), "with errors / without"));
    }

    private static void ratios(
            List<Contestant> contestants, Samples samples, int delay, int partitions, Findings findings) {
        String ours = "slow-source.%dms.%dp.ours.images-per-second".formatted(delay, partitions);
        for (Contestant other : contestants) {
            String theirs = name(delay, partitions, other);
            if (!theirs.equals(ours) && !samples.of(ours).isEmpty()) {
                String ratio = "slow-source.%dms.%dp.ours-over-%s.ratio".formatted(delay, partitions, other.name());
                samples.addRatios(ratio, ours, theirs);
                findings.add(Result.median(ratio, samples.of(ratio), "ours / " + other.name()));
            }
        }
    }
}
