package io.maskstream.worker.inference.device;

import java.util.Map;
import java.util.TreeMap;

/** What ONNX Runtime's CUDA provider is told, by its own names. */
public final class CudaOptions {
    private static final String DEVICE_ID = "device_id";
    private static final Map<String, String> DEFAULTS = Map.of(
            // Batches have few fixed sizes, so memory need not grow by doubling.
            "arena_extend_strategy", "kSameAsRequested",
            // The search is paid for when each size is warmed.
            "cudnn_conv_algo_search", "EXHAUSTIVE",
            // TF32 rounds to 10 bits: masks would differ from a CPU's.
            "use_tf32", "0");

    private CudaOptions() {}

    /**
     * The defaults, and over them what is set. The name and value of each are for ONNX Runtime to judge.
     *
     * @throws DeviceException where the GPU is named here too
     */
    public static Map<String, String> of(int index, Map<String, String> given) throws DeviceException {
        if (given.containsKey(DEVICE_ID)) {
            throw new DeviceException("cuda.device_id cannot be set; set device=cuda:%s instead"
                    .formatted(given.get(DEVICE_ID).strip()));
        }
        var options = new TreeMap<>(DEFAULTS);
        options.putAll(given);
        options.put(DEVICE_ID, Integer.toString(index));
        return options;
    }
}
