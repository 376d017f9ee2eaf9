package io.maskstream.bench.scenario;

import io.maskstream.bench.bare.GpuMemory;
import io.maskstream.bench.bare.ServedModel;
import io.maskstream.bench.report.Chart;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.scenario.ScenarioSettings.NamedModel;
import io.maskstream.worker.cli.common.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Whether a GPU's memory stays as it is while the worker's batches run, of all sizes in no order. */
final class GpuMemoryWatch {
    private static final int LOOKS = 50;
    private static final long SEED = 200;

    private final ScenarioSettings settings;
    private final GpuMemory memory;
    private final int batches;

    GpuMemoryWatch(ScenarioSettings settings, GpuMemory memory) {
        this.settings = settings;
        this.memory = memory;
        batches = settings.count() > 0 ? settings.count() : settings.quick() ? 500 : 10_000;
    }

    void describe(Findings findings) {
        findings.setting("batches", batches);
    }

    /** Finds nothing where nobody can be asked for the memory. */
    void over(NamedModel model, Findings findings) throws IOException, InterruptedException {
        if (memory.usedMebibytes().isEmpty()) {
            return;
        }
        int largest = GpuSpeed.SERVED_BATCH;
        var sizes = new Random(SEED);
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        try (var served = ServedModel.open(
                        model.file(),
                        settings.device(),
                        largest,
                        settings.images().files().get(0));
                Progress progress = Progress.show("gpu memory " + model.name(), LOOKS + 1)) {
            for (int look = 0; look <= LOOKS; look++) {
                while (served.batches() < (long) batches * look / LOOKS) {
                    served.run(1 + sizes.nextInt(largest));
                }
                x.add((double) served.batches());
                y.add((double) memory.usedMebibytes().orElse(0));
                progress.step();
            }
        }
        String prefix = "gpu.%s.memory.".formatted(model.name());
        double end = y.get(LOOKS);
        findings.add(Result.of(
                prefix + "start-mib",
                y.get(0),
                "MiB of the GPU in use when all sizes of batch up to %d were warm".formatted(largest)));
        findings.add(Result.of(prefix + "end-mib", end, "MiB in use after %d batches".formatted(batches)));
        findings.add(Result.of(
                prefix + "last-half-growth-percent",
                100 * (end / y.get(LOOKS / 2) - 1),
                "% over the last half of the batches"));
        findings.add(new Chart.Lines(
                "gpu-memory-" + model.name(),
                "The GPU's memory while the worker's batches run",
                "batches of 1 to %d images".formatted(largest),
                "MiB",
                false,
                List.of(new Chart.Line(model.name(), x, y))));
    }
}
