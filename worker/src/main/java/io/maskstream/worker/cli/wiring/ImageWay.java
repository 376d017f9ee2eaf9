package io.maskstream.worker.cli.wiring;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.mask.store.MaskStoreException;
import io.maskstream.worker.mask.store.MaskStores;
import io.maskstream.worker.pipeline.ImagePipeline;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.telemetry.Meters;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the way of an image: from where it is read, by the decoder and the model, to where its mask is kept. Whoever asks for it owns what
 * is opened.
 */
final class ImageWay {
    private static final Logger log = LoggerFactory.getLogger(ImageWay.class);

    private final WorkerConfig config;
    private final OpenRooms rooms;
    private final @Nullable MaskStore store;

    private ImageWay(WorkerConfig config, OpenRooms rooms, @Nullable MaskStore store) {
        this.config = config;
        this.rooms = rooms;
        this.store = store;
    }

    /**
     * Begins at its end, which is what a start can be refused for: a folder that cannot be written is told at once; a bucket may have
     * trouble that passes.
     *
     * @throws MaskStoreException where masks cannot be kept as it is set
     */
    static ImageWay open(WorkerConfig config, OpenRooms rooms) throws MaskStoreException {
        var opened = MaskStores.open(config.maskStore(), config.s3());
        if (opened == null) {
            return new ImageWay(config, rooms, null);
        }
        var store = rooms.own(opened, MaskStore::close);
        if (config.maskStore().place() instanceof MaskStoreConfig.Folder) {
            log.info(
                    "masks over {} bytes go to {}",
                    config.mask().inlineLimitBytes(),
                    store.look().what());
        }
        return new ImageWay(config, rooms, store);
    }

    /** @param broken is told what is wrong with the process itself, on any thread */
    ImagePipeline through(ImageDecoder decoder, SegmentationModel model, Meters meters, Consumer<Throwable> broken) {
        var sources = rooms.own(ImageSources.open(config.source(), config.s3()), ImageSources::close);
        var pipeline = rooms.own(
                new ImagePipeline(
                        sources, decoder, model, config.mask(), store, config.stages(), Clock.systemUTC(), broken),
                ImagePipeline::close);
        measure(pipeline, meters);
        return pipeline;
    }

    private static void measure(ImagePipeline pipeline, Meters meters) {
        String waits = "Images that wait for a thread of this stage";
        meters.gauge("maskstream.waiting.fetch", waits, () -> pipeline.waiting().fetch());
        meters.gauge(
                "maskstream.waiting.decode", waits, () -> pipeline.waiting().decode());
        meters.gauge(
                "maskstream.waiting.encode", waits, () -> pipeline.waiting().encode());
        meters.gauge("maskstream.waiting.store", waits, () -> pipeline.waiting().store());
        meters.gauge("maskstream.memory.bytes", "Memory of images in flight", pipeline::memoryBytes);
    }
}
