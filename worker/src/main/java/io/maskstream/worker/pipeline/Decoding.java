package io.maskstream.worker.pipeline;

import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.InspectedImage;
import io.maskstream.worker.inference.Lane;
import io.maskstream.worker.pipeline.stage.Stopwatch;
import io.maskstream.worker.pipeline.stage.Stopwatch.Stage;
import java.nio.ByteBuffer;

/** From an encoded image to its pixels at the model's size, in its place in a batch. */
final class Decoding {
    /** Images that take longer than a few milliseconds are decoded beside the batch, which would wait for them. */
    private static final long LONG_BYTES = 16L * 1024 * 1024;

    private final Stages stages;
    private final Stopwatch watch;
    private final int width;
    private final int height;

    /** @param watch counts the decoding, not the waiting for memory or a place */
    Decoding(Stages stages, Stopwatch watch) {
        this.stages = stages;
        this.watch = watch;
        var model = stages.model().description();
        this.width = model.width();
        this.height = model.height();
    }

    /** What the header says; its pixels are refused before they take memory. */
    Inspected inspect(byte[] encoded) throws StageFailure {
        watch.begin();
        String sha256 = Sha256.of(encoded);
        try {
            var image = stages.decoder().inspect(encoded);
            return new Inspected(image, sha256, image.workingBytes(width, height));
        } catch (ImageException e) {
            throw StageFailure.of(e);
        } finally {
            watch.end(Stage.DECODE);
        }
    }

    /**
     * An image that may be decoded.
     *
     * @param sha256 of its encoded bytes
     * @param workingBytes that decoding it takes
     */
    record Inspected(InspectedImage image, String sha256, long workingBytes) {}

    /** A lane with the image's pixels, which the caller runs; where there are none, no lane is left reserved. */
    Lane intoBatch(Inspected inspected) throws StageFailure, InterruptedException {
        return inspected.workingBytes() > LONG_BYTES ? beside(inspected) : inPlace(inspected);
    }

    private Lane inPlace(Inspected inspected) throws StageFailure, InterruptedException {
        return filled(pixels -> decode(inspected, pixels));
    }

    private Lane beside(Inspected inspected) throws StageFailure, InterruptedException {
        var decoded = ByteBuffer.allocate(width * height * 3);
        decode(inspected, decoded);
        return filled(pixels -> pixels.put(decoded.flip()));
    }

    private Lane filled(PixelWriter writer) throws StageFailure, InterruptedException {
        var lane = stages.model().reserve();
        boolean filled = false;
        try {
            writer.write(lane.input());
            filled = true;
            return lane;
        } finally {
            if (!filled) {
                lane.abandon();
            }
        }
    }

    private interface PixelWriter {
        void write(ByteBuffer pixels) throws StageFailure, InterruptedException;
    }

    private void decode(Inspected inspected, ByteBuffer pixels) throws StageFailure, InterruptedException {
        try (var lease = stages.working().take(inspected.workingBytes())) {
            watch.begin();
            try {
                inspected.image().decodeInto(width, height, pixels);
            } catch (ImageException e) {
                throw StageFailure.of(e);
            } finally {
                watch.end(Stage.DECODE);
            }
        }
    }
}
