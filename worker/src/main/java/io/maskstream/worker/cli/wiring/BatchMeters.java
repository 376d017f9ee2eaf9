package io.maskstream.worker.cli.wiring;

import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.telemetry.Meters;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Hands what inference tells to the meters, and the loss of its device to the worker. */
final class BatchMeters implements InferenceObserver {
    private final Meters meters;
    private final Consumer<String> lost;
    private final AtomicInteger limit = new AtomicInteger();

    BatchMeters(Meters meters, Consumer<String> lost) {
        this.meters = meters;
        this.lost = lost;
    }

    @Override
    public void batchRan(int images, int padding, Duration wait, Duration duration) {
        meters.batch(images, padding);
    }

    @Override
    public void batchLimit(int newLimit, String why) {
        if (limit.getAndSet(newLimit) == 0) {
            meters.gauge("maskstream.batch.limit", "Most images in a call, since memory ran out", limit::get);
        }
    }

    @Override
    public void deviceLost(String sentence) {
        lost.accept(sentence);
    }
}
