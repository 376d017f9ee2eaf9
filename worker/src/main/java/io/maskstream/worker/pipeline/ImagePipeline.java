package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageHeader;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.worker.inference.Inference;
import io.maskstream.worker.inference.InferenceException;
import io.maskstream.worker.inference.Lane;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.model.ModelDescription;
import io.maskstream.worker.pipeline.MaskWriter.MaskTooLargeException;
import io.maskstream.worker.pipeline.StageTimes.Stopwatch;
import io.maskstream.worker.pipeline.StageTimes.Stopwatch.Stage;
import io.maskstream.worker.source.ImageSource;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.source.PublicUri;
import io.maskstream.worker.source.SourceException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * Fetch, decode, infer, encode: one image at a time for each calling thread. Thread-safe; only inference makes callers queue.
 *
 * <p>Takes over the source and the model: {@link #close} closes both. Running out of memory is not caught.
 */
public final class ImagePipeline implements Segmenter, AutoCloseable {
    private final ImageSource source;
    private final ImageDecoder decoder;
    private final SegmentationModel model;
    private final ModelInfo modelInfo;
    private final MaskPainter painter;
    private final MaskWriter writer;
    private final Clock clock;

    public ImagePipeline(
            ImageSource source, ImageDecoder decoder, SegmentationModel model, MaskConfig config, Clock clock) {
        this.source = requireNonNull(source, "source is null");
        this.decoder = requireNonNull(decoder, "decoder is null");
        this.model = requireNonNull(model, "model is null");
        this.clock = requireNonNull(clock, "clock is null");
        ModelDescription description = model.description();
        modelInfo = new ModelInfo(description.name(), description.version(), description.sha256());
        painter = new MaskPainter(config, description);
        writer = new MaskWriter(config, description);
    }

    @Override
    public Segmentation segment(ImageRequest request) {
        var watch = new Stopwatch();
        try {
            byte[] encoded = source.fetch(request.uri());
            watch.begin(Stage.DECODE);
            String sha256 = sha256(encoded);
            var lane = reserve();
            var header = decodeInto(lane, encoded);
            watch.begin(Stage.INFERENCE);
            var answer = new CompletableFuture<Inference>();
            lane.run(answer::complete);
            try (var inference = answer.join()) {
                watch.reassign(inference.batchWait(), Stage.BATCH_WAIT);
                watch.begin(Stage.ENCODE);
                var outcome = maskEvent(request, header, sha256, inference);
                return new Segmentation(outcome, watch.stop(), inference.batchSize());
            }
        } catch (SourceException e) {
            return failure(request, e.reason(), e.detail(), watch);
        } catch (ImageException e) {
            return failure(request, reasonOf(e.kind()), String.valueOf(e.getMessage()), watch);
        } catch (InferenceException e) {
            return failure(request, FailureReason.INFERENCE_FAILED, String.valueOf(e.getMessage()), watch);
        } catch (MaskTooLargeException e) {
            return failure(request, FailureReason.MASK_TOO_LARGE, String.valueOf(e.getMessage()), watch);
        }
    }

    @Override
    public void close() {
        model.close();
        if (source instanceof ImageSources sources) {
            sources.close();
        }
    }

    private Lane reserve() throws InferenceException {
        try {
            return model.reserve();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InferenceException("The worker is stopping.");
        }
    }

    private ImageHeader decodeInto(Lane lane, byte[] encoded) throws ImageException {
        var description = model.description();
        boolean decoded = false;
        try {
            var header = decoder.decodeInto(encoded, description.width(), description.height(), lane.input());
            decoded = true;
            return header;
        } finally {
            if (!decoded) {
                lane.abandon();
            }
        }
    }

    private Outcome maskEvent(ImageRequest request, ImageHeader header, String sha256, Inference inference)
            throws InferenceException, MaskTooLargeException {
        if (inference.failure().isPresent()) {
            throw inference.failure().get();
        }
        var description = model.description();
        byte[] ids = new byte[description.width() * description.height()];
        byte[] probabilities = new byte[ids.length * description.classes().size()];
        inference.copyMask(ids);
        inference.copyProbabilities(probabilities);
        var mask = painter.paint(header, ids, probabilities);
        var classes = MaskStatistics.of(mask, probabilities, model.description());
        return new MaskEvent(
                request.imageId(),
                PublicUri.of(request.uri()),
                new ImageInfo(
                        header.orientedWidth(),
                        header.orientedHeight(),
                        header.format().wireName(),
                        sha256),
                writer.write(mask),
                classes,
                modelInfo,
                clock.instant(),
                request.attributes());
    }

    private Segmentation failure(ImageRequest request, FailureReason reason, String detail, Stopwatch watch) {
        var times = watch.stop();
        var event = new FailureEvent(
                request.imageId(),
                PublicUri.of(request.uri()),
                reason,
                detail,
                1,
                request.source(),
                clock.instant(),
                request.attributes());
        return new Segmentation(event, times, times.inference().isZero() ? 0 : 1);
    }

    private static FailureReason reasonOf(ImageException.Kind kind) {
        return switch (kind) {
            case NOT_AN_IMAGE -> FailureReason.NOT_AN_IMAGE;
            case CORRUPT -> FailureReason.CORRUPT_IMAGE;
            case TOO_LARGE -> FailureReason.TOO_LARGE;
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
