package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import io.maskstream.imaging.ImageHeader;
import io.maskstream.schemas.event.EncodedMask;
import io.maskstream.schemas.event.FailureReason;
import io.maskstream.worker.inference.Inference;
import io.maskstream.worker.inference.InferenceException;
import io.maskstream.worker.mask.ImageMask;
import io.maskstream.worker.mask.MaskForm;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.mask.store.MaskStoreException;
import io.maskstream.worker.pipeline.Segmentation.Batch;
import io.maskstream.worker.pipeline.stage.MemoryBudget;
import io.maskstream.worker.pipeline.stage.Stopwatch;
import io.maskstream.worker.pipeline.stage.Stopwatch.Stage;
import io.maskstream.worker.source.reading.PublicUri;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One image on its way through the stages, on one thread at a time. It holds memory from its first byte until its pixels are decoded. */
final class Passage {
    private static final Logger log = LoggerFactory.getLogger(Passage.class);

    private final Stages stages;
    private final ImageRequest request;
    private final BooleanSupplier abandoned;
    private final Outcomes outcomes;
    private final Consumer<Segmentation> done;
    private final Stopwatch watch = new Stopwatch();
    private @Nullable EncodedImage encoded;
    private Batch batch = Batch.NONE;

    Passage(Stages stages, ImageRequest request, BooleanSupplier abandoned, Consumer<Segmentation> done) {
        this.stages = stages;
        this.request = request;
        this.abandoned = abandoned;
        this.done = done;
        this.outcomes = new Outcomes(request, stages.modelInfo(), stages.clock());
    }

    void begin() {
        stages.fetching().execute(() -> guarded(this::fetch));
    }

    private void fetch() throws StageFailure, InterruptedException {
        encoded = EncodedImage.read(stages, request.uri(), watch);
        stages.decoding().execute(() -> guarded(this::decode));
    }

    private void decode() throws StageFailure, InterruptedException {
        var decoding = new Decoding(stages, watch);
        var inspected = decoding.inspect(requireNonNull(encoded).bytes());
        var lane = decoding.intoBatch(inspected);
        var header = inspected
                .image()
                .header(); // what waits for the batch must not hold the encoded bytes, whose memory is given back here
        var sha256 = inspected.sha256();
        release();
        lane.run(inference -> stages.encoding().execute(() -> ended(() -> encode(header, sha256, inference))));
    }

    private void encode(ImageHeader image, String sha256, Inference inference)
            throws StageFailure, InterruptedException {
        try (inference) {
            if (abandoned.getAsBoolean()) {
                return;
            }
            var lease = stages.working().take(stages.masks().workingBytes(image));
            boolean handedOn = false;
            try {
                var mask = made(image, inference);
                if (mask.form() instanceof MaskForm.Oversized oversized) {
                    var store = storeFor(oversized);
                    lease.shrinkTo(oversized.png().length);
                    stages.storing().execute(() -> {
                        try (lease) {
                            guarded(() -> store(image, sha256, mask, oversized, store, lease));
                        }
                    });
                    handedOn = true;
                } else if (mask.form() instanceof MaskForm.Inline inline) {
                    lease.close();
                    answer(image, sha256, mask, inline.mask());
                }
            } finally {
                if (!handedOn) {
                    lease.close();
                }
            }
        }
    }

    private ImageMask made(ImageHeader image, Inference inference) throws StageFailure {
        watch.begin();
        try {
            watch.add(Stage.BATCH_WAIT, inference.batchWait());
            watch.add(Stage.INFERENCE, inference.inference());
            batch = new Batch(inference.batchSize(), inference.padding());
            if (inference.failure().isPresent()) {
                throw inference.failure().get();
            }
            var output = requireNonNull(stages.outputs().get());
            inference.copyMask(output.ids());
            inference.copyProbabilities(output.probabilities());
            inference.close(); // the batch's memory is for the next images
            return stages.masks().make(image, output.ids(), output.probabilities());
        } catch (InferenceException e) {
            throw new StageFailure(FailureReason.INFERENCE_FAILED, String.valueOf(e.getMessage()));
        } finally {
            watch.end(Stage.ENCODE);
        }
    }

    private MaskStore storeFor(MaskForm.Oversized mask) throws StageFailure {
        var store = stages.store();
        if (store == null) {
            throw new StageFailure(FailureReason.MASK_TOO_LARGE, mask.why() + ".");
        }
        return store;
    }

    /** The store first, then the event: whoever reads of a mask finds it. */
    private void store(
            ImageHeader image,
            String sha256,
            ImageMask mask,
            MaskForm.Oversized oversized,
            MaskStore store,
            MemoryBudget.Lease lease)
            throws StageFailure {
        String uri;
        watch.begin();
        try {
            uri = store.put(oversized.png());
        } catch (MaskStoreException e) {
            throw StageFailure.of(e);
        } finally {
            watch.end(Stage.ENCODE);
            lease.close();
        }
        answer(image, sha256, mask, EncodedMask.at(oversized.width(), oversized.height(), uri));
    }

    private void answer(ImageHeader image, String sha256, ImageMask mask, EncodedMask encoded) {
        done.accept(
                new Segmentation(outcomes.mask(image, sha256, encoded, mask.classes()), watch.times(), batch, false));
    }

    /** Runs a stage, unless nobody waits for the image any more. */
    private void guarded(StageWork stage) {
        if (abandoned.getAsBoolean()) {
            release();
        } else {
            ended(stage);
        }
    }

    /** Runs a stage. What it throws ends the image, never the thread; but for what is wrong with the process itself. */
    private void ended(StageWork stage) {
        boolean passed = false;
        try {
            stage.run();
            passed = true;
        } catch (StageFailure failure) {
            fail(failure);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unforeseen) { // an image must not be the end of a worker, whatever it has found
            log.error(
                    "image {} ({}) met an error in the worker",
                    PublicUri.quoted(request.imageId()), // a stranger's words on one line
                    request.source(),
                    unforeseen);
            fail(StageFailure.unforeseen(unforeseen, request.attempt()));
        } catch (Error broken) {
            stages.broken().accept(broken);
            throw broken;
        } finally {
            if (!passed) {
                release();
            }
        }
    }

    private void fail(StageFailure failure) {
        release();
        done.accept(new Segmentation(
                outcomes.failure(failure), watch.times(), batch, failure.mayPass(), failure.leastDelay()));
    }

    /** Gives back the memory of the encoded image. */
    private void release() {
        if (encoded != null) {
            encoded.close();
            encoded = null;
        }
    }

    @FunctionalInterface
    private interface StageWork {
        void run() throws StageFailure, InterruptedException;
    }
}
