package io.maskstream.worker.inference.device;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a model runs.
 *
 * @param name {@code cpu} or {@code cuda:0}
 * @param fallback why CUDA is not used although it would have been, a sentence; empty where nothing else was wanted
 */
public record DeviceReport(String name, Optional<String> fallback) {
    public DeviceReport {
        requireNonNull(name, "name is null");
        requireNonNull(fallback, "fallback is null");
    }

    public static DeviceReport of(String name) {
        return new DeviceReport(name, Optional.empty());
    }
}
