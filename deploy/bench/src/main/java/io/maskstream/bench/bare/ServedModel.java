package io.maskstream.bench.bare;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.worker.inference.Inference;
import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.model.ModelContractException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A model as the worker serves it, one image at a time on one thread: a place in a batch, the session's thread, and the results copied. */
public final class ServedModel implements Loop.Step, AutoCloseable {
    private final SegmentationModel model;
    private final byte[] pixels;
    private final byte[] ids;
    private final byte[] probabilities;
    private final BlockingQueue<Inference> answers = new ArrayBlockingQueue<>(1);

    private ServedModel(SegmentationModel model, byte[] pixels) {
        this.model = model;
        this.pixels = pixels;
        ids = new byte[pixels.length / 3];
        probabilities = new byte[ids.length * model.description().classes().size()];
    }

    /** Loads the model on a CPU with one session of one thread, and decodes the image that it is run on. */
    public static ServedModel open(Path file, Path image) throws IOException {
        try {
            var model = SegmentationModel.open(file, InferenceConfig.onCpu(1), InferenceObserver.NONE);
            var description = model.description();
            var pixels = ByteBuffer.allocate(description.width() * description.height() * 3);
            new ImageDecoder(Integer.MAX_VALUE)
                    .decodeInto(Files.readAllBytes(image), description.width(), description.height(), pixels);
            return new ServedModel(model, pixels.array());
        } catch (ModelContractException | DeviceException | ImageException refused) {
            throw new IOException(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Override
    public int run() {
        try {
            var place = model.reserve();
            place.input().put(pixels);
            place.run(answers::add);
            try (var inference = answers.take()) {
                if (inference.failure().isPresent()) {
                    throw new IllegalStateException(
                            inference.failure().get().getMessage(),
                            inference.failure().get());
                }
                inference.copyMask(ids);
                inference.copyProbabilities(probabilities);
                return 1;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while an image was with the model", stopped);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
