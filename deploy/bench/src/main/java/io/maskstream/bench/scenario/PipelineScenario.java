package io.maskstream.bench.scenario;

import io.maskstream.bench.bare.BareSessions;
import io.maskstream.bench.bare.BareStages;
import io.maskstream.bench.bare.SessionPlan;
import io.maskstream.bench.load.Kafka;
import io.maskstream.bench.model.FreeModel;
import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.scenario.ScenarioSettings.NamedModel;
import io.maskstream.bench.scenario.tally.Samples;
import io.maskstream.standalone.broker.EmbeddedBroker;
import io.maskstream.worker.cli.common.Progress;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From topic to topic, as a ratio to what the machine could do without Kafka: to the bare session for the lesson's model, which is
 * nearly all of the work; to the bare stages with their session for other models; to the bare stages alone for the free one. On a
 * GPU, which works beside the cores, to the slower of the two: a bare session with large batches, and the bare stages.
 *
 * <p>Broker, producer and consumer run on the same cores as the worker, so a ratio of 1 is out of reach.
 */
final class PipelineScenario implements Scenario {
    private static final String LESSON = "lesson";
    private static final int FEWEST = 30;
    /** As a worker has it by default. */
    private static final int IMAGES_ON_GPU = 32;

    @Override
    public void run(ScenarioSettings settings, Findings findings) throws IOException, InterruptedException {
        Duration measured = settings.duration(Duration.ofSeconds(30), Duration.ofSeconds(4));
        int rounds = settings.rounds(3, 1);
        Duration warmUp = settings.warmUp(measured.dividedBy(3));
        findings.setting("duration", measured);
        findings.setting("warm-up", warmUp);
        findings.setting("rounds", rounds);
        List<Contest> contests = new ArrayList<>();
        for (NamedModel model : settings.realModels()) {
            contests.add(
                    !settings.device().isCpu()
                            ? onGpu(settings, model)
                            : model.name().equals(LESSON) ? lesson(settings, model) : other(settings, model));
        }
        if (settings.model() == null) {
            Path free = FreeModel.write(settings.folder().resolve("free.onnx"));
            contests.add(free(settings, new NamedModel(FreeModel.NAME, free)));
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings.folder(), settings.brokerLife());
                Kafka kafka = new Kafka(broker.bootstrapServers())) {
            var groups = new ArrayList<String>();
            var ratios = new ArrayList<Double>();
            for (Contest contest : contests) {
                var samples = measure(settings, kafka, contest, warmUp, measured, rounds);
                report(contest, samples, findings);
                groups.add("%s / %s".formatted(contest.model.name(), contest.bareName.replace('-', ' ')));
                ratios.add(samples.median(ProcessingGuarantee.EXACTLY_ONCE.kafkaName() + ".ratio"));
            }
            findings.add(new Chart.Bars(
                    "pipeline",
                    "From topic to topic, as a share of the same work without Kafka",
                    "model / what it is compared with",
                    "share",
                    false,
                    false,
                    groups,
                    List.of(new Chart.Bar("exactly_once_v2", ratios))));
        }
    }

    /** How fast the same work goes without Kafka. */
    private interface Bare {
        double rate(Duration measured) throws IOException, InterruptedException;
    }

    private record Contest(NamedModel model, String bareName, Bare bare) {}

    /** The best of the ways to keep all cores busy with sessions, so that the ratio does not flatter. */
    private static Contest lesson(ScenarioSettings settings, NamedModel model) {
        return new Contest(model, "bare-session", measured -> {
            double best = 0;
            for (SessionPlan plan : SessionPlan.forAllCores(ScenarioSettings.cores())) {
                try (var sessions = BareSessions.open(
                        model.file(),
                        settings.device(),
                        plan,
                        settings.images().files().get(0))) {
                    best = Math.max(best, sessions.rate(measured.dividedBy(4), measured));
                }
            }
            return best;
        });
    }

    private static Contest onGpu(ScenarioSettings settings, NamedModel model) {
        return new Contest(model, "slower-of-bare-session-and-stages", measured -> {
            Path image = settings.images().files().get(0);
            double stage;
            try (var stages = BareStages.open(settings.images().files(), model.file())) {
                stage = stages.rateWithoutSession(ScenarioSettings.cores(), measured.dividedBy(4), measured);
            }
            var plan = new SessionPlan(1, 1, IMAGES_ON_GPU);
            try (var session = BareSessions.open(model.file(), settings.device(), plan, image)) {
                return Math.min(stage, session.rate(measured.dividedBy(4), measured));
            }
        });
    }

    private static Contest other(ScenarioSettings settings, NamedModel model) {
        return new Contest(model, "bare-stages-and-session", measured -> {
            try (var stages = BareStages.open(settings.images().files(), model.file())) {
                return stages.rateWithSession(ScenarioSettings.cores(), measured.dividedBy(4), measured);
            }
        });
    }

    private static Contest free(ScenarioSettings settings, NamedModel model) {
        return new Contest(model, "bare-stages", measured -> {
            try (var stages = BareStages.open(settings.images().files(), model.file())) {
                return stages.rateWithoutSession(ScenarioSettings.cores(), measured.dividedBy(4), measured);
            }
        });
    }

    private static Samples measure(
            ScenarioSettings settings, Kafka kafka, Contest contest, Duration warmUp, Duration measured, int rounds)
            throws IOException, InterruptedException {
        var samples = new Samples();
        var run = new PipelineRun(settings, kafka);
        List<ProcessingGuarantee> guarantees = guarantees(settings, contest);
        String name = contest.model.name();
        try (Progress progress = Progress.show("pipeline " + name, (long) rounds * (1 + guarantees.size()))) {
            for (int round = 0; round < rounds; round++) {
                double bare = contest.bare.rate(measured.dividedBy(2));
                samples.add("bare", bare);
                progress.step();
                int first = (int) (bare * warmUp.toMillis() / 1_000);
                int count = Math.max(FEWEST, (int) (bare * measured.toMillis() / 1_000));
                for (ProcessingGuarantee guarantee : guarantees) {
                    String prefix = "%s-%d-%s".formatted(name, round, guarantee.kafkaName());
                    double rate = run.rate(
                            prefix,
                            contest.model.file(),
                            guarantee,
                            first,
                            count,
                            warmUp.plus(measured).multipliedBy(20).plusMinutes(1));
                    samples.add(guarantee.kafkaName(), rate);
                    progress.step();
                }
            }
        }
        for (ProcessingGuarantee guarantee : guarantees) {
            samples.addRatios(guarantee.kafkaName() + ".ratio", guarantee.kafkaName(), "bare");
        }
        return samples;
    }

    private static List<ProcessingGuarantee> guarantees(ScenarioSettings settings, Contest contest) {
        return settings.quick() && !contest.model.name().equals(LESSON)
                ? List.of(ProcessingGuarantee.EXACTLY_ONCE)
                : List.of(ProcessingGuarantee.EXACTLY_ONCE, ProcessingGuarantee.AT_LEAST_ONCE);
    }

    private static void report(Contest contest, Samples samples, Findings findings) {
        String prefix = "pipeline.%s.".formatted(contest.model.name());
        String unit = "topic to topic / " + contest.bareName.replace('-', ' ');
        String exactlyOnce = ProcessingGuarantee.EXACTLY_ONCE.kafkaName();
        findings.add(Result.median(prefix + "ratio", samples.of(exactlyOnce + ".ratio"), unit + ", " + exactlyOnce));
        findings.add(Result.median(prefix + contest.bareName + ".images-per-second", samples.of("bare"), "images/s"));
        for (ProcessingGuarantee guarantee : ProcessingGuarantee.values()) {
            String name = guarantee.kafkaName();
            if (!samples.of(name).isEmpty()) {
                findings.add(Result.median(prefix + name + ".images-per-second", samples.of(name), "images/s"));
                findings.add(Result.median(prefix + name + ".ratio", samples.of(name + ".ratio"), unit));
            }
        }
    }
}
