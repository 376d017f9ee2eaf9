package io.maskstream.bench.scenario;

import io.maskstream.bench.bare.BareSessions;
import io.maskstream.bench.bare.GpuMemory;
import io.maskstream.bench.bare.Loop;
import io.maskstream.bench.bare.ServedModel;
import io.maskstream.bench.bare.SessionDevice;
import io.maskstream.bench.bare.SessionPlan;
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
import java.util.List;
import java.util.Map;

/** How fast a GPU is, by the images in a call, and what the worker's own batches leave of that. */
final class GpuSpeed {
    private static final String UNIT = "images/s";
    private static final int[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};
    private static final int[] FEW_SIZES = {1, 8, 32};
    /** As a worker has it by default. */
    static final int SERVED_BATCH = 32;

    private final ScenarioSettings settings;
    private final Map<String, SessionDevice> variants;
    private final GpuMemory memory;
    private final Duration measured;
    private final int rounds;
    private final int[] sizes;
    private final Path image;

    /** @param variants of the device, by name, in order */
    GpuSpeed(ScenarioSettings settings, Map<String, SessionDevice> variants, GpuMemory memory) {
        this.settings = settings;
        this.variants = variants;
        this.memory = memory;
        measured = settings.duration(Duration.ofSeconds(2), Duration.ofMillis(500));
        rounds = settings.rounds(3, 1);
        sizes = settings.quick() ? FEW_SIZES : SIZES;
        image = settings.images().files().get(0);
    }

    void describe(Findings findings) {
        findings.setting("duration", measured);
        findings.setting("rounds", rounds);
    }

    /** The bare session; and the CPU's, for comparison. */
    void bySizeOfBatch(NamedModel model, Findings findings) throws IOException, InterruptedException {
        String prefix = "gpu.%s.".formatted(model.name());
        List<Chart.Line> lines = new ArrayList<>();
        try (Progress progress = Progress.show("gpu " + model.name(), 1 + (long) variants.size() * sizes.length)) {
            var cpu = new SessionPlan(ScenarioSettings.cores(), 1, 1);
            findings.add(Result.median(
                    prefix + "cpu.images-per-second",
                    rates(model, SessionDevice.CPU, cpu).of(UNIT),
                    "images/s on the CPU (%s)".formatted(cpu.name())));
            progress.step();
            for (var variant : variants.entrySet()) {
                List<Double> x = new ArrayList<>();
                List<Double> y = new ArrayList<>();
                for (int size : sizes) {
                    String name = "%s%s.b%d.".formatted(prefix, variant.getKey(), size);
                    var samples = rates(model, variant.getValue(), new SessionPlan(1, 1, size));
                    samples.report(findings, UNIT, name + "images-per-second", UNIT);
                    samples.report(findings, "start", name + "start-millis", "ms to load it and for the first call");
                    samples.report(findings, "MiB", name + "memory-mib", "MiB of the GPU in use, all programs");
                    x.add((double) size);
                    y.add(samples.median(UNIT));
                    progress.step();
                }
                lines.add(new Chart.Line(variant.getKey(), x, y));
            }
        }
        findings.add(new Chart.Lines(
                "gpu-" + model.name(),
                "Bare session of %s on %s"
                        .formatted(model.name(), settings.device().name()),
                "images in one call",
                UNIT,
                false,
                lines));
    }

    private Samples rates(NamedModel model, SessionDevice device, SessionPlan plan)
            throws IOException, InterruptedException {
        var samples = new Samples();
        long began = System.nanoTime();
        try (var sessions = BareSessions.open(model.file(), device, plan, image)) {
            samples.add("start", (System.nanoTime() - began) / 1e6);
            for (int round = 0; round < rounds; round++) {
                samples.add(UNIT, sessions.rate(measured.dividedBy(4), measured));
            }
            memory.usedMebibytes().ifPresent(mebibytes -> samples.add("MiB", mebibytes));
        }
        return samples;
    }

    /** The worker's batches, against a bare session that runs as many images in a call. */
    void served(NamedModel model, Findings findings) throws IOException, InterruptedException {
        var samples = new Samples();
        var plan = new SessionPlan(1, 1, SERVED_BATCH);
        try (var served = ServedModel.open(model.file(), settings.device(), SERVED_BATCH, image);
                var bare = BareSessions.open(model.file(), settings.device(), plan, image)) {
            for (int round = 0; round < rounds; round++) {
                samples.add("bare", bare.rate(measured.dividedBy(4), measured));
                samples.add("served", Loop.rate(List.of(served), measured.dividedBy(4), measured));
            }
        }
        samples.addRatios("ratio", "served", "bare");
        String prefix = "gpu.%s.served.".formatted(model.name());
        samples.report(
                findings,
                "served",
                prefix + "images-per-second",
                "images/s through the worker's batches of at most %d, fed by one thread".formatted(SERVED_BATCH));
        samples.report(
                findings, "ratio", prefix + "ratio", "of a bare session with %d images a call".formatted(SERVED_BATCH));
    }
}
