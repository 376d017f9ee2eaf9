package io.maskstream.bench.bare;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.device.CudaOptions;
import io.maskstream.worker.inference.device.DeviceChoice;
import io.maskstream.worker.inference.device.DeviceException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a bare session runs.
 *
 * @param name {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param cuda ONNX Runtime's options for CUDA beyond the worker's own, such as {@code use_tf32=1}; without effect on a CPU
 */
public record SessionDevice(String name, Map<String, String> cuda) {
    private static final Pattern NAME = Pattern.compile("cpu|cuda(:\\d+)?");

    /** Any CPU. */
    public static final SessionDevice CPU = new SessionDevice("cpu", Map.of());

    public SessionDevice {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the device must be cpu, cuda or cuda:N, not " + name);
        }
        cuda = Map.copyOf(cuda);
    }

    public boolean isCpu() {
        return name.equals("cpu");
    }

    /** The number of the GPU; 0 where it is none. */
    public int number() {
        return name.contains(":") ? Integer.parseInt(name.substring(name.indexOf(':') + 1)) : 0;
    }

    /** The same device with more options; those that are set already stay. */
    public SessionDevice with(Map<String, String> more) {
        var all = new TreeMap<>(more);
        all.putAll(cuda);
        return new SessionDevice(name, all);
    }

    /** What a worker is told to run on it, in one session. */
    InferenceConfig forWorker(int maxBatch) {
        var choice = isCpu() ? DeviceChoice.CPU : DeviceChoice.cuda(number());
        return new InferenceConfig(choice, 1, isCpu() ? 1 : 0, maxBatch, Duration.ZERO, cuda);
    }

    void addTo(SessionOptions options) throws OrtException, DeviceException {
        if (isCpu()) {
            return;
        }
        try (var provider = new OrtCUDAProviderOptions()) {
            for (var option : CudaOptions.of(number(), cuda).entrySet()) {
                provider.add(option.getKey(), option.getValue());
            }
            options.addCUDA(provider);
        }
    }
}
