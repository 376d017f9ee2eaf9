package io.maskstream.bench.bare;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.worker.inference.Inference;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.model.ModelContractException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A model as the worker serves it: places in batches, the session's thread, and the results copied. Fed by one thread.
 *
 * <p>Of the same image again and again.
 */
public final class ServedModel implements Loop.Step, AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

    private final SegmentationModel model;
    private final Batches batches;
    private final int burst;
    private final byte[] pixels;
    private final byte[] ids;
    private final byte[] probabilities;
    private final BlockingQueue<Inference> answers = new LinkedBlockingQueue<>();

    private ServedModel(SegmentationModel model, Batches batches, int burst, byte[] pixels) {
        this.model = model;
        this.batches = batches;
        this.burst = burst;
        this.pixels = pixels;
        ids = new byte[pixels.length / 3];
        probabilities = new byte[ids.length * model.description().classes().size()];
    }

    /**
     * Loads the model in one session, on a CPU with one thread, and decodes the image that it is run on.
     *
     * @param maxBatch most images of a batch; a step is one image where it is 1, and else fills two batches, so that one can run
     *     while the other is filled
     */
    public static ServedModel open(Path file, SessionDevice device, int maxBatch, Path image) throws IOException {
        try {
            var batches = new Batches();
            var model = SegmentationModel.open(file, device.forWorker(maxBatch), batches);
            var description = model.description();
            var pixels = ByteBuffer.allocate(description.width() * description.height() * 3);
            new ImageDecoder(Integer.MAX_VALUE)
                    .decodeInto(Files.readAllBytes(image), description.width(), description.height(), pixels);
            return new ServedModel(model, batches, maxBatch == 1 ? 1 : 2 * maxBatch, pixels.array());
        } catch (ModelContractException | DeviceException | ImageException refused) {
            throw new IOException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Batches that ran so far. */
    public long batches() {
        return batches.count.get();
    }

    @Override
    public int run() {
        return run(burst);
    }

    /** Runs so many images at once, and waits for all of them. */
    public int run(int images) {
        try {
            for (int image = 0; image < images; image++) {
                var place = model.reserve();
                place.input().put(pixels);
                place.run(answers::add);
            }
            for (int image = 0; image < images; image++) {
                batches.requireNone();
                try (var inference = answers.poll(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (inference == null) {
                        batches.requireNone();
                        throw new IllegalStateException("no answer of the model within " + LONGEST_ANSWER);
                    }
                    if (inference.failure().isPresent()) {
                        throw new IllegalStateException(
                                inference.failure().get().getMessage(),
                                inference.failure().get());
                    }
                    inference.copyMask(ids);
                    inference.copyProbabilities(probabilities);
                }
            }
            return images;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while an image was with the model", stopped);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    /** Told on the session's thread, asked by the one that feeds. */
    private static final class Batches implements InferenceObserver {
        final AtomicLong count = new AtomicLong();
        final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

        @Override
        public void batchRan(int images, int padding, Duration wait, Duration duration) {
            count.incrementAndGet();
        }

        @Override
        public void batchLimit(int newLimit, String why) {
            trouble.set("batches are at most %d images from now on: %s".formatted(newLimit, why));
        }

        @Override
        public void deviceLost(String sentence) {
            trouble.set(sentence);
        }

        void requireNone() {
            String sentence = trouble.get();
            if (sentence != null) {
                throw new IllegalStateException(sentence);
            }
        }
    }
}
