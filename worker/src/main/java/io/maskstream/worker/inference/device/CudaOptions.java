package io.maskstream.worker.inference.device;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What ONNX Runtime's CUDA provider is told, by its own names. */
public final class CudaOptions {
    private static final String DEVICE_ID = "device_id";
    private static final String MEMORY_LIMIT = "gpu_mem_limit";
    private static final Pattern BYTES = Pattern.compile("\\d{1,18}");
    private static final Map<String, String> DEFAULTS = Map.of(
            // Batches have few fixed sizes, so memory need not grow by doubling.
            "arena_extend_strategy", "kSameAsRequested",
            // The search is paid for once, when the session of each size is warmed.
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

    /**
     * What one session of several is told. ONNX Runtime's limit of memory is for each session, and what is set is for all of them: half
     * is shared evenly, for each has the model's weights, and half by size of batch, for so its images grow.
     *
     * @param size of its batches
     * @param sizes of which there is a session each
     * @param copies of all those sessions, 1 or more
     */
    public static Map<String, String> share(Map<String, String> options, int size, Buckets sizes, int copies) {
        String limit = options.get(MEMORY_LIMIT);
        if (limit == null || !BYTES.matcher(limit.strip()).matches()) {
            return options;
        }
        int[] all = sizes.sizes();
        double share = (0.5 / all.length + 0.5 * size / IntStream.of(all).sum()) / copies;
        var shared = new TreeMap<>(options);
        shared.put(MEMORY_LIMIT, Long.toString((long) (Long.parseLong(limit.strip()) * share)));
        return shared;
    }
}
