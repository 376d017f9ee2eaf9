package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.model.ModelDescription;
import io.maskstream.worker.mask.MaskMaker;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.pipeline.stage.MemoryBudget;
import io.maskstream.worker.pipeline.stage.StagePool;
import io.maskstream.worker.source.reading.ImageSource;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all images of a pipeline share: who works on them, on which threads, in how much memory.
 *
 * @param store of masks that are too large for their events; null where those images fail
 * @param storing writes to the store, which may take its time: nobody else waits for these threads
 * @param waiting memory of encoded images
 * @param working memory of decoding, encoding and storing while they go on; who holds it waits for nothing else, so it always comes back
 * @param broken told what no single image can be blamed for; the worker ends
 */
record Stages(
        ImageSource source,
        ImageDecoder decoder,
        SegmentationModel model,
        ModelInfo modelInfo,
        MaskMaker masks,
        @Nullable MaskStore store,
        StagePool fetching,
        StagePool decoding,
        StagePool encoding,
        StagePool storing,
        MemoryBudget waiting,
        MemoryBudget working,
        ThreadLocal<ModelOutput> outputs,
        Clock clock,
        Consumer<Throwable> broken) {

    /** One image's part of what the model gave, out of the batch's memory. */
    @SuppressWarnings("ArrayRecordComponent") // filled for one image after another, never compared
    record ModelOutput(byte[] ids, byte[] probabilities) {
        static ModelOutput of(ModelDescription model) {
            int pixels = model.width() * model.height();
            return new ModelOutput(
                    new byte[pixels], new byte[pixels * model.classes().size()]);
        }
    }
}
