package io.maskstream.bench.bare;

import io.maskstream.bench.load.Images;
import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageHeader;
import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.InferenceException;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.inference.model.ModelDescription;
import io.maskstream.worker.mask.MaskConfig;
import io.maskstream.worker.mask.MaskEdges;
import io.maskstream.worker.mask.MaskEncoding;
import io.maskstream.worker.mask.MaskMaker;
import io.maskstream.worker.mask.MaskSize;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.source.policy.ReadPolicy;
import io.maskstream.worker.source.reading.SourceConfig;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The worker's own stages in a loop, without Kafka and without anything between them: each thread fetches, decodes, infers where there
 * is a session, and encodes, one image after the other. Used by one thread.
 */
public final class BareStages implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final long MOST_PIXELS = 100_000_000;
    private static final int INLINE_LIMIT = 900_000;

    private final List<Path> images;
    private final Path model;
    private final ModelDescription description;
    private final MaskMaker masks;
    private final ImageDecoder decoder = new ImageDecoder(MOST_PIXELS);
    private final ImageSources sources;

    private BareStages(List<Path> images, Path model, ModelDescription description) {
        this.images = images;
        sources = ImageSources.open(new SourceConfig(
                SourceConfig.SCHEMES,
                Duration.ofSeconds(30),
                MOST_BYTES,
                ReadPolicy.publicWeb().withRoots(Images.folders(images))));
        this.model = model;
        this.description = description;
        masks = new MaskMaker(
                new MaskConfig(MaskEncoding.PNG, MaskSize.IMAGE, MaskEdges.SMOOTH, INLINE_LIMIT), description);
    }

    /**
     * Looks at the model; the images are read again and again, in turn.
     *
     * @throws IOException with a sentence where the model cannot be served
     */
    public static BareStages open(List<Path> images, Path model) throws IOException {
        try (var opened = SegmentationModel.open(model, InferenceConfig.onCpu(1), InferenceObserver.NONE)) {
            return new BareStages(images, model, opened.description());
        } catch (ModelContractException | DeviceException refused) {
            throw new IOException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Decode alone, from bytes in memory: images a second on so many threads. */
    public double decodeRate(int threads, Duration warmUp, Duration measured) throws IOException, InterruptedException {
        return rate(threads, Stages.DECODE, warmUp, measured);
    }

    /** Fetch, decode and encode what the model says of some image: images a second on so many threads. */
    public double rateWithoutSession(int threads, Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        return rate(threads, Stages.ALL_BUT_THE_SESSION, warmUp, measured);
    }

    /** Fetch, decode, a session of one thread for each thread, and encode: images a second. */
    public double rateWithSession(int threads, Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        return rate(threads, Stages.ALL, warmUp, measured);
    }

    private enum Stages {
        DECODE,
        ALL_BUT_THE_SESSION,
        ALL
    }

    private double rate(int threads, Stages stages, Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        List<byte[]> encoded = new ArrayList<>();
        for (Path image : images) {
            encoded.add(Files.readAllBytes(image));
        }
        var steps = new ArrayList<OneThread>();
        try {
            for (int thread = 0; thread < threads; thread++) {
                var session = BareSession.open(model, SessionDevice.CPU, 1, 1);
                steps.add(new OneThread(stages, session, encoded, thread));
            }
            return Loop.rate(steps, warmUp, measured);
        } finally {
            steps.forEach(OneThread::close);
        }
    }

    /** What one thread repeats, with memory of its own. */
    private final class OneThread implements Loop.Step, AutoCloseable {
        private final Stages stages;
        private final BareSession session;
        private final List<byte[]> encoded;
        private final byte[] ids;
        private final byte[] probabilities;
        private int turn;

        OneThread(Stages stages, BareSession session, List<byte[]> encoded, int turn) {
            this.stages = stages;
            this.session = session;
            this.encoded = encoded;
            this.turn = turn;
            session.run();
            ids = session.mask();
            probabilities = session.probabilities();
        }

        @Override
        public int run() {
            int index = turn++ % images.size();
            try {
                if (stages == Stages.DECODE) {
                    decode(encoded.get(index));
                    return 1;
                }
                var header = decode(sources.fetch(images.get(index).toUri().toASCIIString()));
                if (stages == Stages.ALL) {
                    session.run();
                    session.copyMask(ids);
                    session.copyProbabilities(probabilities);
                }
                masks.make(header, ids, probabilities);
                return 1;
            } catch (SourceException | ImageException | InferenceException failed) {
                throw new IllegalStateException("%s: %s".formatted(images.get(index), failed.getMessage()), failed);
            }
        }

        private ImageHeader decode(byte[] bytes) throws ImageException {
            return decoder.decodeInto(bytes, description.width(), description.height(), session.image());
        }

        @Override
        public void close() {
            session.close();
        }
    }

    @Override
    public void close() {
        sources.close();
    }
}
