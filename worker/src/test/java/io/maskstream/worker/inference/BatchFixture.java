package io.maskstream.worker.inference;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.inference.device.Buckets;
import io.maskstream.worker.inference.session.FakeSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Batchers by a clock that stands still until it is told, and runners on a session that pretends. */
final class BatchFixture {
    final FakeSession session = new FakeSession();
    final WatchedBatches watched = new WatchedBatches();
    final List<Inference> answers = new ArrayList<>();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // System.nanoTime may overflow

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    Batcher batcher(int maxBatch, int batches, Duration delay) {
        return new Batcher(FakeSession.PIXEL, maxBatch, batches, delay, nanos::get);
    }

    /** Of one batch, which does not wait. */
    Batcher batcher(int maxBatch) {
        return batcher(maxBatch, 1, Duration.ZERO);
    }

    BatchRunner runner(Batcher batcher, Buckets buckets) {
        return new BatchRunner(session, batcher, buckets, watched, nanos::get);
    }

    /** A batch of these images; those that are negative are abandoned. */
    Batch batch(Batcher batcher, int... reds) throws InterruptedException {
        var lanes = new ArrayList<Lane>();
        for (int red : reds) {
            var lane = batcher.reserve();
            lane.input().put(new byte[] {(byte) red, (byte) (red + 100), 0});
            lanes.add(lane);
        }
        for (int i = 0; i < reds.length; i++) {
            if (reds[i] >= 0) {
                lanes.get(i).run(answers::add);
            }
        }
        var early = batcher.poll(); // closes it, so that what is abandoned leaves a hole
        for (int i = 0; i < reds.length; i++) {
            if (reds[i] < 0) {
                lanes.get(i).abandon();
            }
        }
        return early != null ? early : requireNonNull(batcher.poll());
    }

    static void nobody(Inference inference) {}

    /** The lanes that have an image. */
    static List<Integer> images(@Nullable Batch batch) {
        return requireNonNull(batch).images(0, batch.size()).stream()
                .map(Lane::index)
                .toList();
    }

    /** Its mask, which is its red; -1 where it failed. */
    static int mask(Inference inference) {
        if (inference.failure().isPresent()) {
            return -1;
        }
        byte[] mask = new byte[1];
        inference.copyMask(mask);
        return mask[0];
    }
}
