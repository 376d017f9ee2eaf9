package io.maskstream.worker.topology;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.pipeline.ImageRequest;
import io.maskstream.worker.pipeline.Segmentation;
import io.maskstream.worker.pipeline.Segmentation.Batch;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.pipeline.stage.StageTimes;
import io.maskstream.worker.source.reading.PublicUri;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Masks for all URIs but those that end in {@code missing}, in {@code gone} at any attempt, in {@code closed} for the next hour, and in
 * {@code busy} at the first attempt; in 20 ms of a clock that stands still
 * otherwise. Answers at once, unless it is told to wait.
 */
final class FakeSegmenter implements Segmenter {
    static final StageTimes TIMES = new StageTimes(
            Duration.ofMillis(3), Duration.ofMillis(2), Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(1));
    static final StageTimes FETCH =
            new StageTimes(Duration.ofMillis(7), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private record Waiting(ImageRequest request, BooleanSupplier abandoned, Consumer<Segmentation> done) {}

    private final ManualTime time;
    private final List<ImageRequest> requests = new ArrayList<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private int maskBytes = 30;
    private boolean waits;

    FakeSegmenter(ManualTime time) {
        this.time = time;
    }

    void makeMasksOf(int bytes) {
        maskBytes = bytes;
    }

    /** From now on answers come when the image is {@link #finish finished}. */
    void waitForTheWord() {
        waits = true;
    }

    void finish(String uri) {
        var image = requireNonNull(waiting.remove(uri));
        answer(image.request, image.done);
    }

    boolean isAbandoned(String uri) {
        return requireNonNull(waiting.get(uri)).abandoned.getAsBoolean();
    }

    /** URIs in the order in which they were begun. */
    List<String> begun() {
        return requests.stream().map(ImageRequest::uri).toList();
    }

    List<ImageRequest> requests() {
        return requests;
    }

    @Override
    public void segment(ImageRequest request, BooleanSupplier abandoned, Consumer<Segmentation> done) {
        requests.add(request);
        if (waits) {
            waiting.put(request.uri(), new Waiting(request, abandoned, done));
        } else {
            answer(request, done);
        }
    }

    private void answer(ImageRequest request, Consumer<Segmentation> done) {
        time.pass(Duration.ofMillis(20));
        if (request.uri().endsWith("missing")) {
            done.accept(Segmentation.notBegun(failure(request, FailureReason.NOT_FOUND)));
        } else if (request.uri().endsWith("closed")) {
            done.accept(new Segmentation(
                    failure(request, FailureReason.UNAVAILABLE), FETCH, Batch.NONE, true, Duration.ofHours(1)));
        } else if (request.uri().endsWith("gone") || (request.uri().endsWith("busy") && request.attempt() == 1)) {
            done.accept(new Segmentation(failure(request, FailureReason.UNAVAILABLE), FETCH, Batch.NONE, true));
        } else {
            done.accept(new Segmentation(mask(request), TIMES, new Batch(3, 1), false));
        }
    }

    private static FailureEvent failure(ImageRequest request, FailureReason reason) {
        return new FailureEvent(
                request.imageId(),
                PublicUri.of(request.uri()),
                reason,
                "it is not there",
                request.attempt(),
                request.source(),
                Instant.EPOCH,
                request.attributes());
    }

    private MaskEvent mask(ImageRequest request) {
        return new MaskEvent(
                request.imageId(),
                request.uri(),
                new ImageInfo(4, 3, "png", "0".repeat(64)),
                EncodedMask.png(4, 3, new byte[maskBytes]),
                List.of(),
                new ModelInfo("lesson", "1", "0".repeat(64)),
                Instant.EPOCH,
                request.attributes());
    }
}
