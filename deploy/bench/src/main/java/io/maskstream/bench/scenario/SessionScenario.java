package io.maskstream.bench.scenario;

import io.maskstream.bench.bare.Agreement;
import io.maskstream.bench.bare.BareSessions;
import io.maskstream.bench.bare.BareStages;
import io.maskstream.bench.bare.Loop;
import io.maskstream.bench.bare.ServedModel;
import io.maskstream.bench.bare.SessionDevice;
import io.maskstream.bench.bare.SessionPlan;
import io.maskstream.bench.model.FreeModel;
import io.maskstream.bench.model.PlainGraph;
import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.scenario.ScenarioSettings.NamedModel;
import io.maskstream.bench.scenario.tally.Samples;
import io.maskstream.worker.cli.common.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The bare ONNX session in a loop, by sessions, threads and batch sizes; the plain graph against the rewritten one; and the bare
 * stages around a session.
 */
final class SessionScenario implements Scenario {
    private static final String UNIT = "images/s";
    private static final int IMAGES_COMPARED = 12;
    private static final int IMAGES_COMPARED_QUICKLY = 3;

    @Override
    public void run(ScenarioSettings settings, Findings findings) throws IOException, InterruptedException {
        Duration measured = settings.duration(Duration.ofSeconds(8), Duration.ofMillis(1_200));
        int rounds = settings.rounds(5, 2);
        findings.setting("duration", measured);
        findings.setting("rounds", rounds);
        findings.setting("device", settings.device().name());
        for (NamedModel model : settings.realModels()) {
            plans(settings, model, measured, rounds, findings);
            if (settings.device().isCpu()) {
                plainAgainstRewritten(settings, model, measured, rounds, findings);
            }
        }
        stages(settings, measured, rounds, findings);
    }

    private static void plans(
            ScenarioSettings settings, NamedModel model, Duration measured, int rounds, Findings findings)
            throws IOException, InterruptedException {
        var samples = new Samples();
        Set<SessionPlan> plans = plansFor(settings);
        try (Progress progress = Progress.show("session " + model.name(), (long) rounds * plans.size())) {
            for (int round = 0; round < rounds; round++) {
                for (SessionPlan plan : plans) {
                    try (var sessions = BareSessions.open(model.file(), settings.device(), plan, first(settings))) {
                        samples.add(plan.name(), sessions.rate(measured.dividedBy(4), measured));
                    }
                    progress.step();
                }
            }
        }
        SessionPlan best = plans.stream()
                .max(Comparator.comparingDouble(plan -> samples.median(plan.name())))
                .orElseThrow();
        String prefix = "session.%s.".formatted(model.name());
        findings.add(Result.median(
                prefix + "images-per-second", samples.of(best.name()), "images/s (%s)".formatted(best.name())));
        for (SessionPlan plan : plans) {
            findings.add(Result.median(prefix + plan.name() + ".images-per-second", samples.of(plan.name()), UNIT));
        }
        double alone = samples.median(new SessionPlan(1, 1, 1).name());
        findings.add(Result.of(prefix + "1x1.b1.millis-per-image", 1_000 / alone, "ms"));
        findings.add(new Chart.Bars(
                "session-" + model.name(),
                "Bare session of %s on %s"
                        .formatted(model.name(), settings.device().name()),
                "sessions x threads of each, images in one call",
                "images/s",
                false,
                false,
                plans.stream().map(SessionPlan::name).toList(),
                List.of(new Chart.Bar(
                        model.name(),
                        plans.stream().map(plan -> samples.median(plan.name())).toList()))));
    }

    private static Set<SessionPlan> plansFor(ScenarioSettings settings) {
        var plans = new LinkedHashSet<SessionPlan>();
        plans.add(new SessionPlan(1, 1, 1));
        int[] batches;
        if (settings.device().isCpu()) {
            plans.addAll(SessionPlan.forAllCores(ScenarioSettings.cores()));
            batches = settings.quick() ? new int[] {4} : new int[] {2, 4, 8, 16};
        } else {
            batches = settings.quick() ? new int[] {8, 64} : new int[] {2, 4, 8, 16, 32, 64, 128, 256};
        }
        int threads = settings.device().isCpu() ? ScenarioSettings.cores() : 1;
        for (int batch : batches) {
            plans.add(new SessionPlan(1, threads, batch));
        }
        return plans;
    }

    /** On one thread, where other work on the machine disturbs the least. */
    private static void plainAgainstRewritten(
            ScenarioSettings settings, NamedModel model, Duration measured, int rounds, Findings findings)
            throws IOException, InterruptedException {
        var written = PlainGraph.write(model.file(), settings.folder().resolve(model.name() + "-plain.onnx"));
        if (written.isEmpty()) {
            return;
        }
        Path plain = written.get();
        var images = settings.images().files();
        int compared = settings.quick() ? IMAGES_COMPARED_QUICKLY : IMAGES_COMPARED;
        var agreement = Agreement.ofModels(model.file(), plain, images.subList(0, Math.min(compared, images.size())));
        if (!agreement.holds()) {
            throw new IOException(
                    "the plain graph of %s is not the same function: a probability differs by %d of 255, and %.3f%% of the pixels"
                            .formatted(model.file(), agreement.largestStep(), 100 * agreement.differingPixels()));
        }
        var samples = new Samples();
        var plan = new SessionPlan(1, 1, 1);
        try (Progress progress = Progress.show("plain, rewritten, served", 3L * rounds);
                var plainSession = BareSessions.open(plain, settings.device(), plan, first(settings));
                var rewritten = BareSessions.open(model.file(), settings.device(), plan, first(settings));
                var served = ServedModel.open(model.file(), SessionDevice.CPU, 1, first(settings))) {
            for (int round = 0; round < rounds; round++) {
                samples.add("plain", 1_000 / plainSession.rate(measured.dividedBy(4), measured));
                progress.step();
                samples.add("rewritten", 1_000 / rewritten.rate(measured.dividedBy(4), measured));
                progress.step();
                samples.add("served", 1_000 / Loop.rate(List.of(served), measured.dividedBy(4), measured));
                progress.step();
            }
        }
        boolean lesson = model.name().equals("lesson");
        String prefix = lesson ? "session." : "session.%s.".formatted(model.name());
        samples.addRatios("ratio", "plain", "rewritten");
        findings.add(Result.median(
                prefix + "plain-over-rewritten.time-ratio",
                samples.of("ratio"),
                "plain graph's time / rewritten graph's"));
        findings.add(Result.median(prefix + "plain.millis-per-image", samples.of("plain"), "ms, one thread"));
        findings.add(Result.median(prefix + "rewritten.millis-per-image", samples.of("rewritten"), "ms, one thread"));
        samples.addRatios("served-ratio", "served", "rewritten");
        findings.add(Result.median(
                prefix + "served-over-rewritten.time-ratio",
                samples.of("served-ratio"),
                "one image through the worker's batcher / the bare session's time"));
        findings.add(Result.of(
                prefix + "plain-and-rewritten.largest-step",
                agreement.largestStep(),
                "of 255, over %d images".formatted(agreement.images())));
    }

    private static void stages(ScenarioSettings settings, Duration measured, int rounds, Findings findings)
            throws IOException, InterruptedException {
        var samples = new Samples();
        List<Integer> threads = new ArrayList<>(new LinkedHashSet<>(List.of(1, ScenarioSettings.cores())));
        Path free = FreeModel.write(settings.folder().resolve("free.onnx"));
        try (Progress progress = Progress.show("stages", (long) rounds * threads.size());
                var stages = BareStages.open(settings.images().files(), free)) {
            for (int round = 0; round < rounds; round++) {
                for (int count : threads) {
                    samples.add(
                            "session.bare.decode.%d-threads.images-per-second".formatted(count),
                            stages.decodeRate(count, measured.dividedBy(4), measured.dividedBy(2)));
                    samples.add(
                            "session.bare.fetch-decode-encode.%d-threads.images-per-second".formatted(count),
                            stages.rateWithoutSession(count, measured.dividedBy(4), measured.dividedBy(2)));
                    progress.step();
                }
            }
        }
        for (int count : threads) {
            samples.report(findings, "session.bare.decode.%d-threads.images-per-second".formatted(count), UNIT);
        }
        for (int count : threads) {
            samples.report(
                    findings, "session.bare.fetch-decode-encode.%d-threads.images-per-second".formatted(count), UNIT);
        }
    }

    private static Path first(ScenarioSettings settings) {
        return settings.images().files().get(0);
    }
}
