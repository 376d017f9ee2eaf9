package io.maskstream.worker.pipeline;

import static java.util.Objects.requireNonNull;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.MaskMaker;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.pipeline.stage.MemoryBudget;
import io.maskstream.worker.pipeline.stage.StagePool;
import io.maskstream.worker.pipeline.stage.StagesConfig;
import io.maskstream.worker.source.reading.ImageSource;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetch, decode, infer, encode, store: stages that overlap, each with threads of its own, for as many images as memory allows.
 *
 * <p>Images queue before a stage without limit, as references; those that have been read are bounded by memory, those that are decoded
 * by the places in the model's batches. So a slow stage is waited for by those before it, and nothing else. Source, model and store stay
 * their owner's, who closes them after this.
 */
public final class ImagePipeline implements Segmenter, AutoCloseable {
    /** Masks that are written to the store at a time: they wait for disks and networks, not for cores. */
    private static final int STORE_THREADS = 16;

    /** Images that are read and wait, for each thread that decodes: some hundred milliseconds of work, and a commit takes less. */
    private static final int ENOUGH_WAITING = 32;

    private final Stages stages;
    private final int enoughWaiting;

    /**
     * Prepares the stages; threads start as images come.
     *
     * @param store for masks that are too large for their events; null for none: such an image fails
     * @param broken told, on any thread, what no image can be blamed for, such as memory that has run out: the worker is to end
     */
    public ImagePipeline(
            ImageSource source,
            ImageDecoder decoder,
            SegmentationModel model,
            MaskConfig masks,
            @Nullable MaskStore store,
            StagesConfig config,
            Clock clock,
            Consumer<Throwable> broken) {
        var description = model.description();
        enoughWaiting = ENOUGH_WAITING * config.decodeThreads();
        stages = new Stages(
                requireNonNull(source, "source is null"),
                requireNonNull(decoder, "decoder is null"),
                model,
                new ModelInfo(description.name(), description.version(), description.sha256()),
                new MaskMaker(masks, description),
                store,
                new StagePool("fetch", config.fetchThreads()),
                new StagePool("decode", config.decodeThreads()),
                new StagePool("encode", config.encodeThreads()),
                new StagePool("store", STORE_THREADS),
                new MemoryBudget(config.memoryBytes() / 2),
                new MemoryBudget(config.memoryBytes() / 2),
                ThreadLocal.withInitial(() -> Stages.ModelOutput.of(description)),
                requireNonNull(clock, "clock is null"),
                requireNonNull(broken, "broken is null"));
    }

    @Override
    public void segment(ImageRequest request, BooleanSupplier abandoned, Consumer<Segmentation> done) {
        new Passage(stages, request, abandoned, done).begin();
    }

    /**
     * Whether so many images have been read and wait to be decoded that more would only wait with them: sources are faster than what comes after
     * them.
     */
    public boolean hasEnough() {
        return stages.decoding().waiting() >= enoughWaiting;
    }

    /** How many images are held up before a stage: to be read, to be decoded, to be encoded, to be stored. */
    public Waiting waiting() {
        return new Waiting(
                stages.fetching().waiting(),
                stages.decoding().waiting(),
                stages.encoding().waiting(),
                stages.storing().waiting());
    }

    /** How much memory images take at the moment, by what they are counted with. */
    public long memoryBytes() {
        return stages.waiting().heldBytes() + stages.working().heldBytes();
    }

    /** Images that wait for a thread of a stage. */
    public record Waiting(int fetch, int decode, int encode, int store) {}

    /** Ends the threads, bounded; images that are on their way are not answered. */
    @Override
    public void close() {
        stages.fetching().close();
        stages.decoding().close();
        stages.encoding().close();
        stages.storing().close();
    }
}
