package io.maskstream.worker.inference.device;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.maskstream.imaging.natives.OnnxRuntimeLibraries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Looks for what CUDA cannot do without, before the 600 MB of its native libraries are unpacked for nothing.
 *
 * <p>That it finds no obstacle does not mean that CUDA works: only a session that ran tells.
 */
public final class CudaProbe {
    /** What NVIDIA's driver shows on Linux, and in WSL. */
    private static final List<Path> DRIVER = List.of(
            Path.of("/dev/nvidiactl"), Path.of("/dev/nvidia0"), Path.of("/proc/driver/nvidia"), Path.of("/dev/dxg"));

    private final BooleanSupplier built;
    private final String system;
    private final String architecture;
    private final Predicate<Path> exists;

    /**
     * Of any machine.
     *
     * @param built whether ONNX Runtime's build has CUDA; asked where the machine can have it
     * @param system as the property {@code os.name} has it
     * @param architecture as {@code os.arch} has it
     */
    public CudaProbe(BooleanSupplier built, String system, String architecture, Predicate<Path> exists) {
        this.built = built;
        this.system = system.toLowerCase(Locale.ROOT);
        this.architecture = architecture;
        this.exists = exists;
    }

    /** Of this machine and this build. */
    public static CudaProbe ofThisMachine() {
        return new CudaProbe(
                // It lists CUDA where it was compiled in, with or without a GPU: its silence alone can be trusted.
                () -> {
                    OnnxRuntimeLibraries.prepare();
                    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
                },
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                Files::exists);
    }

    /** Why CUDA cannot work here and what to do about it, a sentence without its full stop; empty where it may work. */
    public Optional<String> obstacle() {
        boolean linux = system.startsWith("linux");
        if ((!linux && !system.startsWith("windows")) || !architecture.equals("amd64")) {
            return Optional.of("ONNX Runtime has CUDA on Linux and Windows on x64 alone, and this is %s on %s"
                    .formatted(system, architecture));
        }
        if (!built.getAsBoolean()) {
            return Optional.of(CudaErrors.CPU_BUILD);
        }
        if (linux && DRIVER.stream().noneMatch(exists)) {
            return Optional.of(
                    "there is no NVIDIA driver here (neither /dev/nvidiactl nor /proc/driver/nvidia); install one, or start the container with --gpus all");
        }
        return Optional.empty();
    }
}
