package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.worker.pipeline.stage.StageTimes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one image, and where its time went.
 *
 * @param batch the inference call that it was part of
 * @param mayPass whether this is a failure that a later attempt may not have, such as a source that did not answer
 * @param leastDelay how long the source, or the mask store, asks to be left alone, where it may pass; zero where it does not ask
 */
public record Segmentation(Outcome outcome, StageTimes times, Batch batch, boolean mayPass, Duration leastDelay) {

    /**
     * The inference call that an image was part of.
     *
     * @param images how many had a place in it; 0 where the image never came to inference
     * @param padding places that were run without an image
     */
    public record Batch(int images, int padding) {
        /** Of an image that never came to inference. */
        public static final Batch NONE = new Batch(0, 0);
    }

    public Segmentation {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(times, "times is null");
        requireNonNull(batch, "batch is null");
        requireNonNull(leastDelay, "leastDelay is null");
    }

    /** One whose source asks for nothing. */
    public Segmentation(Outcome outcome, StageTimes times, Batch batch, boolean mayPass) {
        this(outcome, times, batch, mayPass, Duration.ZERO);
    }

    /** A failure that came before any stage. */
    public static Segmentation notBegun(FailureEvent failure) {
        return new Segmentation(failure, StageTimes.NONE, Batch.NONE, false);
    }

    /** This result with the time of an earlier attempt at the same image. */
    public Segmentation after(@Nullable Segmentation earlier) {
        return earlier == null
                ? this
                : new Segmentation(outcome, times.plus(earlier.times), batch, mayPass, leastDelay);
    }
}
