package io.maskstream.worker.inference;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.inference.device.Buckets;
import io.maskstream.worker.inference.session.BatchSession;
import io.maskstream.worker.inference.session.BatchSession.SessionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread of one session does: warm it up, run batch after batch, close it.
 *
 * <p>A batch that fails is run again in halves, until only the images that are to blame fail. Where memory runs out, batches become
 * smaller from then on. Where the device is lost nobody is answered: another process will do that work.
 */
final class BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final BatchSession session;
    private final Batcher batcher;
    private final Buckets buckets;
    private final InferenceObserver observer;
    private final LongSupplier nanos;

    BatchRunner(
            BatchSession session, Batcher batcher, Buckets buckets, InferenceObserver observer, LongSupplier nanos) {
        this.session = session;
        this.batcher = batcher;
        this.buckets = buckets;
        this.observer = observer;
        this.nanos = nanos;
    }

    /**
     * Runs every size that batches can have once on each batch's memory that it is given, the smallest first.
     *
     * @throws SessionException where not even one image can be run
     */
    void warmUp(Batch batch) throws SessionException {
        for (int size : buckets.sizes()) {
            if (size > batcher.limit()) {
                return;
            }
            try {
                session.run(batch.memory(), 0, size);
            } catch (SessionException e) {
                if (e.kind() != SessionException.Kind.OUT_OF_MEMORY || size == 1) {
                    throw e;
                }
                lowerLimit(size, e);
                return;
            }
        }
    }

    /** Runs batches until there are none to come, then closes the session, unless the device is lost: freeing its memory may crash. */
    void work() throws InterruptedException {
        boolean orderly = false;
        try {
            for (var batch = batcher.take(); batch != null; batch = batcher.take()) {
                run(batch);
            }
            orderly = true;
        } catch (SessionException lost) {
            lose(lost.reason());
            return;
        } finally {
            if (!orderly) {
                lose("the thread of an inference session ended unexpectedly");
            }
        }
        if (!batcher.isLost()) {
            session.close();
        }
    }

    private void lose(String why) {
        if (batcher.lose()) {
            observer.deviceLost(
                    "The model's device can be used no more (%s); end this process and start another, which does the work that is left."
                            .formatted(why));
        }
    }

    /** @throws SessionException where the device is lost, and nobody has been answered */
    void run(Batch batch) throws SessionException {
        long began = nanos.getAsLong();
        var runs = new HashMap<Lane, Inference.Run>();
        run(batch, 0, batch.size(), began, runs);

        var images = batch.images(0, batch.size());
        var open = new AtomicInteger(images.size());
        Runnable closing = () -> {
            if (open.decrementAndGet() == 0) {
                batcher.release(batch);
            }
        };
        for (var lane : images) {
            var wait = Duration.ofNanos(began - lane.filledAt());
            lane.answer(new Inference(lane, requireNonNull(runs.get(lane)), wait, closing));
        }
    }

    /** Runs the images of the lanes from {@code first} until before {@code end}, in as many calls as it takes. */
    private void run(Batch batch, int first, int end, long began, Map<Lane, Inference.Run> runs)
            throws SessionException {
        var images = batch.images(first, end);
        if (images.isEmpty()) {
            return;
        }
        int used = images.get(images.size() - 1).index() + 1 - first;
        int limit = batcher.limit();
        int count = used <= limit ? buckets.holding(used) : batch.size() + 1;
        if (first + count > batch.size()) {
            split(batch, first, buckets.filledBy(Math.min(used, limit)), first + used, began, runs);
            return;
        }
        try {
            call(batch, first, count, images, began, runs);
        } catch (SessionException e) {
            boolean memory = e.kind() == SessionException.Kind.OUT_OF_MEMORY;
            if (e.kind() == SessionException.Kind.DEVICE_LOST) {
                throw e;
            } else if (count == 1) {
                var failure = new InferenceException(
                        memory
                                ? "The device's memory does not suffice for one image (%s).".formatted(e.reason())
                                : "ONNX Runtime could not run the model (%s).".formatted(e.reason()),
                        e);
                runs.put(images.get(0), new Inference.Run(1, 0, since(began), failure));
            } else if (memory) {
                lowerLimit(count, e);
                run(batch, first, first + used, began, runs);
            } else {
                split(batch, first, buckets.filledBy((used + 1) / 2), first + used, began, runs);
            }
        }
    }

    private void split(Batch batch, int first, int count, int end, long began, Map<Lane, Inference.Run> runs)
            throws SessionException {
        run(batch, first, first + count, began, runs);
        run(batch, first + count, end, began, runs);
    }

    private void call(Batch batch, int first, int count, List<Lane> images, long began, Map<Lane, Inference.Run> runs)
            throws SessionException {
        long start = nanos.getAsLong();
        session.run(batch.memory(), first, count);
        var duration = since(start);
        int padding = count - images.size();
        var run = new Inference.Run(images.size(), padding, since(began), null);
        long oldest = Long.MAX_VALUE;
        for (var lane : images) {
            runs.put(lane, run);
            oldest = Math.min(oldest, lane.filledAt() - start);
        }
        observer.batchRan(images.size(), padding, Duration.ofNanos(-oldest), duration);
    }

    private void lowerLimit(int tooMany, SessionException e) {
        int images = buckets.filledBy(Math.max(1, tooMany / 2));
        if (batcher.lowerLimit(images)) {
            String why = "%d images did not fit into the device's memory (%s)".formatted(tooMany, e.reason());
            LOG.warn("batches are smaller from now on: images={} why={}", images, why);
            observer.batchLimit(images, why);
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }
}
