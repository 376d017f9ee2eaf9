package io.maskstream.bench.bare;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How far two models, or two devices, say the same.
 *
 * @param images that both were run on
 * @param largestStep largest difference of a probability, in steps of 1/255
 * @param differingPixels share of the pixels whose class differs, 0 to 1
 */
public record Agreement(int images, int largestStep, double differingPixels) {

    /** Runs two models on the CPU. */
    public static Agreement ofModels(Path one, Path other, List<Path> images) throws IOException {
        return of(one, SessionDevice.CPU, other, SessionDevice.CPU, images);
    }

    /** Runs a model on two devices. */
    public static Agreement ofDevices(Path model, SessionDevice one, SessionDevice other, List<Path> images)
            throws IOException {
        return of(model, one, model, other, images);
    }

    /** Runs both on each image, one thread each. */
    private static Agreement of(Path one, SessionDevice onOne, Path other, SessionDevice onOther, List<Path> images)
            throws IOException {
        var decoder = new ImageDecoder(Integer.MAX_VALUE);
        try (var first = BareSession.open(one, onOne, 1, 1);
                var second = BareSession.open(other, onOther, 1, 1)) {
            int largest = 0;
            long differing = 0;
            long pixels = 0;
            for (Path image : images) {
                byte[] encoded = Files.readAllBytes(image);
                for (var session : List.of(first, second)) {
                    decoder.decodeInto(encoded, session.size()[1], session.size()[0], session.image());
                    session.run();
                }
                largest = Math.max(largest, largestStep(first.probabilities(), second.probabilities()));
                differing += differences(first.mask(), second.mask());
                pixels += first.mask().length;
            }
            return new Agreement(images.size(), largest, pixels == 0 ? 0 : (double) differing / pixels);
        } catch (ImageException unreadable) {
            throw new IOException("an image cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whether it is one function, but for the rounding of sums that were added in another order. */
    public boolean holds() {
        return largestStep <= 1 && differingPixels <= 0.001;
    }

    private static int largestStep(byte[] one, byte[] other) {
        int largest = 0;
        for (int index = 0; index < one.length; index++) {
            largest = Math.max(largest, Math.abs(Byte.toUnsignedInt(one[index]) - Byte.toUnsignedInt(other[index])));
        }
        return largest;
    }

    private static long differences(byte[] one, byte[] other) {
        long differences = 0;
        for (int index = 0; index < one.length; index++) {
            differences += one[index] == other[index] ? 0 : 1;
        }
        return differences;
    }
}
