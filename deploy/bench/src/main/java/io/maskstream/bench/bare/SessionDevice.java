package io.maskstream.bench.bare;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a bare session runs.
 *
 * @param name {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param cuda ONNX Runtime's options for CUDA, such as {@code use_tf32=0}; without effect on a CPU
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

    void addTo(SessionOptions options) throws OrtException {
        if (isCpu()) {
            return;
        }
        int number = name.contains(":") ? Integer.parseInt(name.substring(name.indexOf(':') + 1)) : 0;
        try (var provider = new OrtCUDAProviderOptions(number)) {
            for (var option : new TreeMap<>(cuda).entrySet()) {
                provider.add(option.getKey(), option.getValue());
            }
            options.addCUDA(provider);
        }
    }
}
