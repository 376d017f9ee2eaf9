package io.maskstream.worker.inference.model;

import java.nio.file.Path;

/** The model that comes with the program. */
public final class BundledModel {
    private static final String CUDA_LIBRARY = "/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so";

    private BundledModel() {}

    /**
     * The one in eight bits, which a CPU runs faster; in a build with CUDA the one in float32, for there eight bits take eleven times as
     * long (docs/benchmarks.md, "GPUs"). The launcher says by {@code maskstream.home} where the program is.
     */
    public static Path path() {
        return path(BundledModel.class.getResource(CUDA_LIBRARY) != null);
    }

    static Path path(boolean cuda) {
        return Path.of(
                System.getProperty("maskstream.home", ""), "deploy", "models", cuda ? "best.onnx" : "best-int8.onnx");
    }
}
