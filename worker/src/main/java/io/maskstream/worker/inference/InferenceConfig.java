package io.maskstream.worker.inference;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.inference.device.DeviceChoice;
import java.time.Duration;
import java.util.Map;

/**
 * How the model is run.
 *
 * @param sessions that run batches side by side; 0 for as many as the cores hold on a CPU, and 1 on a GPU
 * @param threads that share the work of one inference call on a CPU; 0 for the cores that the sessions leave to each
 * @param maxBatch images in one inference call, 1 to 256; 0 for 1 on a CPU and 32 on a GPU
 * @param maxDelay how long the first image of a batch waits for others while a session is idle
 * @param cudaOptions of ONNX Runtime's CUDA provider, by its own names
 */
public record InferenceConfig(
        DeviceChoice device,
        int sessions,
        int threads,
        int maxBatch,
        Duration maxDelay,
        Map<String, String> cudaOptions) {
    /** Largest value of {@code maxBatch}. */
    public static final int MOST_IMAGES = 256;

    public InferenceConfig {
        requireNonNull(device, "device is null");
        cudaOptions = Map.copyOf(cudaOptions);
        check(sessions >= 0, "inference.sessions must be 0 or more, not " + sessions);
        check(threads >= 0, "inference.threads must be 0 or more, not " + threads);
        check(
                maxBatch >= 0 && maxBatch <= MOST_IMAGES,
                "batch.max must be auto or 1 to %d, not %d".formatted(MOST_IMAGES, maxBatch));
        check(!maxDelay.isNegative(), "batch.max-delay must be 0ms or more, not " + maxDelay);
    }

    /** One session on the CPU that runs one image at a time on so many threads. */
    public static InferenceConfig onCpu(int threads) {
        return new InferenceConfig(DeviceChoice.CPU, 1, threads, 1, Duration.ZERO, Map.of());
    }

    /** Sessions that keep the cores busy. */
    int sessionsOnCpu() {
        return sessions > 0 ? sessions : Math.max(1, cores() / Math.max(1, threads));
    }

    /** Threads of each of those sessions. */
    int threadsOnCpu() {
        return threads > 0 ? threads : Math.max(1, cores() / sessionsOnCpu());
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void check(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }
}
