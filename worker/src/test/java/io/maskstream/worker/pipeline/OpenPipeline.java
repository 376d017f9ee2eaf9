package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.pipeline.stage.StagesConfig;
import io.maskstream.worker.source.reading.ImageSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A pipeline over a model of its own, for a caller who waits. */
final class OpenPipeline implements AutoCloseable {
    private static final int LONGEST_SECONDS = 60;

    final BlockingQueue<Throwable> broken = new LinkedBlockingQueue<>();
    private final SegmentationModel model;
    private final ImagePipeline pipeline;

    OpenPipeline(
            ImageSource source,
            ImageDecoder decoder,
            Path onnx,
            MaskConfig masks,
            @Nullable MaskStore store,
            StagesConfig stages,
            Clock clock)
            throws Exception {
        model = SegmentationModel.open(onnx, InferenceConfig.onCpu(1), InferenceObserver.NONE);
        pipeline = new ImagePipeline(source, decoder, model, masks, store, stages, clock, broken::add);
    }

    /** Waits for what becomes of the image. */
    Segmentation segment(ImageRequest request) throws Exception {
        return begin(request).get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    CompletableFuture<Segmentation> begin(ImageRequest request) {
        var done = new CompletableFuture<Segmentation>();
        pipeline.segment(request, () -> false, done::complete);
        return done;
    }

    ImagePipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() {
        pipeline.close();
        model.close();
    }
}
