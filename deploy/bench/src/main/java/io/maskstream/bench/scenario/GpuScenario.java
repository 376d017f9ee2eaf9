package io.maskstream.bench.scenario;

import io.maskstream.bench.bare.Agreement;
import io.maskstream.bench.bare.GpuMemory;
import io.maskstream.bench.bare.SessionDevice;
import io.maskstream.bench.report.Findings;
import io.maskstream.bench.report.Result;
import io.maskstream.bench.scenario.ScenarioSettings.NamedModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A GPU beside the CPU: whether its masks are the same, how fast each size of batch is in float32 and with TensorFloat-32, how much of
 * that is left in the worker's own batches, and whether the GPU's memory stays as it is over many of them.
 */
final class GpuScenario implements Scenario {
    @Override
    public void run(ScenarioSettings settings, Findings findings) throws IOException, InterruptedException {
        var memory = new GpuMemory(settings.device().number());
        var speed = new GpuSpeed(settings, variants(settings.device()), memory);
        var watch = new GpuMemoryWatch(settings, memory);
        findings.setting("device", settings.device().name());
        findings.setting("gpu", memory.description().orElse("nvidia-smi knows of none"));
        speed.describe(findings);
        watch.describe(findings);
        for (NamedModel model : settings.shippedModels()) {
            for (var variant : variants(settings.device()).entrySet()) {
                agreement(settings, model, variant, findings);
            }
            speed.bySizeOfBatch(model, findings);
            speed.served(model, findings);
            watch.over(model, findings);
        }
    }

    /** Of a device, by name; a CPU has only the first. */
    private static Map<String, SessionDevice> variants(SessionDevice device) {
        var variants = new LinkedHashMap<String, SessionDevice>();
        variants.put("fp32", device.with(Map.of("use_tf32", "0")));
        if (!device.isCpu()) {
            variants.put("tf32", device.with(Map.of("use_tf32", "1")));
        }
        return variants;
    }

    private static void agreement(
            ScenarioSettings settings, NamedModel model, Map.Entry<String, SessionDevice> variant, Findings findings)
            throws IOException {
        var images = settings.images().files();
        var compared = images.subList(0, Math.min(settings.quick() ? 12 : 200, images.size()));
        var agreement = Agreement.ofDevices(model.file(), SessionDevice.CPU, variant.getValue(), compared);
        String prefix = "gpu.%s.%s.".formatted(model.name(), variant.getKey());
        findings.add(Result.of(
                prefix + "differing-pixels-percent",
                100 * agreement.differingPixels(),
                "%% of the pixels have another class than on the CPU, over %d images".formatted(agreement.images())));
        findings.add(Result.of(
                prefix + "largest-step", agreement.largestStep(), "of 255, the largest difference of a probability"));
    }
}
