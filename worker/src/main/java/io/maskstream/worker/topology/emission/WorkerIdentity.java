package io.maskstream.worker.topology.emission;

import static java.util.Objects.requireNonNull;

/**
 * Who works, in latency events.
 *
 * @param worker the instance
 * @param device {@code cpu} or {@code cuda:N}
 * @param model {@code name:version}
 */
public record WorkerIdentity(String worker, String device, String model) {
    public WorkerIdentity {
        requireNonNull(worker, "worker is null");
        requireNonNull(device, "device is null");
        requireNonNull(model, "model is null");
    }
}
