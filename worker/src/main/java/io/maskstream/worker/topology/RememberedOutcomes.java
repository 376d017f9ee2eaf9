package io.maskstream.worker.topology;

import io.maskstream.schemas.event.SourceRecord;
import io.maskstream.worker.pipeline.ImageRequest;
import io.maskstream.worker.pipeline.Segmentation;
import io.maskstream.worker.pipeline.Segmenter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the outcomes of the last slow images, for when a transaction runs out of time and its records come again.
 *
 * <p>Kafka Streams commits only after it has taken a record from each partition. Where a few slow sources together take longer than
 * {@code transaction.timeout.ms}, the broker aborts the transaction, and the same records come again, and would run out of time again,
 * for ever. With this each round is further than the one before. Thread-safe.
 */
public final class RememberedOutcomes implements Segmenter {
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final int MOST = 64;

    private record Remembered(ImageRequest request, Segmentation segmentation) {}

    private final Segmenter segmenter;
    private final LongSupplier nanoTime;
    private final Map<SourceRecord, Remembered> outcomes = new LinkedHashMap<>();

    private RememberedOutcomes(Segmenter segmenter, LongSupplier nanoTime) {
        this.segmenter = segmenter;
        this.nanoTime = nanoTime;
    }

    /** Adds the memory to a segmenter. */
    public static Segmenter wrap(Segmenter segmenter, LongSupplier nanoTime) {
        return new RememberedOutcomes(segmenter, nanoTime);
    }

    @Override
    public Segmentation segment(ImageRequest request) {
        var remembered = recall(request);
        if (remembered != null) {
            return remembered;
        }
        long start = nanoTime.getAsLong();
        var segmentation = segmenter.segment(request);
        if (nanoTime.getAsLong() - start >= SLOW.toNanos()) {
            remember(request, segmentation);
        }
        return segmentation;
    }

    private synchronized @Nullable Segmentation recall(ImageRequest request) {
        var known = outcomes.get(request.source());
        return known != null && known.request().equals(request) ? known.segmentation() : null;
    }

    private synchronized void remember(ImageRequest request, Segmentation segmentation) {
        outcomes.put(request.source(), new Remembered(request, segmentation));
        if (outcomes.size() > MOST) {
            outcomes.remove(outcomes.keySet().iterator().next());
        }
    }
}
