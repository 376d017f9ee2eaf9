package io.maskstream.worker.topology;

import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.pipeline.ImageRequest;
import io.maskstream.worker.pipeline.Segmentation;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.pipeline.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Masks for all URIs but those that end in {@code missing}, in 20 ms of a clock that stands still otherwise. */
final class FakeSegmenter implements Segmenter {
    static final StageTimes TIMES = new StageTimes(
            Duration.ofMillis(3), Duration.ofMillis(2), Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(1));

    private final ManualNanos nanos;
    private final List<ImageRequest> requests = new ArrayList<>();
    private int maskBytes = 30;

    FakeSegmenter(ManualNanos nanos) {
        this.nanos = nanos;
    }

    void makeMasksOf(int bytes) {
        maskBytes = bytes;
    }

    List<ImageRequest> requests() {
        return requests;
    }

    @Override
    public Segmentation segment(ImageRequest request) {
        requests.add(request);
        nanos.pass(Duration.ofMillis(20));
        if (request.uri().endsWith("missing")) {
            var failure = new FailureEvent(
                    request.imageId(),
                    request.uri(),
                    FailureReason.NOT_FOUND,
                    "it is not there",
                    1,
                    request.source(),
                    Instant.EPOCH,
                    request.attributes());
            return new Segmentation(failure, StageTimes.NONE, 0);
        }
        var mask = new MaskEvent(
                request.imageId(),
                request.uri(),
                new ImageInfo(4, 3, "png", "0".repeat(64)),
                EncodedMask.png(4, 3, new byte[maskBytes]),
                List.of(),
                new ModelInfo("lesson", "1", "0".repeat(64)),
                Instant.EPOCH,
                request.attributes());
        return new Segmentation(mask, TIMES, 1);
    }
}
