package io.maskstream.trainer.data;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.LabelMap;
import io.maskstream.imaging.LabelMaps;
import io.maskstream.trainer.storage.FileProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Reads labelled images once into {@link Samples}, as the pixels that a worker would serve the model. */
public final class SampleReader {
    private static final long MAXIMUM_PIXELS = 100_000_000;

    private final int width;
    private final int height;
    private final int classes;
    private final ImageDecoder decoder = new ImageDecoder(MAXIMUM_PIXELS);

    /**
     * @param width that images and masks are brought to
     * @param height that images and masks are brought to
     * @param classes labels are 1 to {@code classes} in the files, 0 to {@code classes - 1} in the samples
     */
    public SampleReader(int width, int height, int classes) {
        this.width = width;
        this.height = height;
        this.classes = classes;
    }

    /**
     * @param problem told a sentence for each image that cannot be used; it is left out
     * @param progress told how many have been looked at
     * @throws IOException with a sentence where there are more than a buffer holds, 17,895 of 200 x 200 pixels
     */
    public Samples read(List<LabelledImage> images, Consumer<String> problem, IntConsumer progress) throws IOException {
        int imageBytes = width * height * 3;
        int labelBytes = width * height;
        int most = Integer.MAX_VALUE / imageBytes;
        if (images.size() > most) {
            throw new IOException(
                    "%d images are too many at once: of %d x %d pixels it may be %d to train and as many to validate; take some out of the folder"
                            .formatted(images.size(), width, height, most));
        }
        ByteBuffer pixels = ByteBuffer.allocateDirect(images.size() * imageBytes);
        ByteBuffer labels = ByteBuffer.allocateDirect(images.size() * labelBytes);
        var names = new ArrayList<String>();
        for (int index = 0; index < images.size(); index++) {
            LabelledImage image = images.get(index);
            pixels.position(names.size() * imageBytes);
            labels.position(names.size() * labelBytes);
            try {
                readOne(image, pixels, labels);
                names.add(image.name());
            } catch (ImageException | UnusableImageException e) {
                problem.accept(image.name() + ": " + e.getMessage() + ": skipped");
            } catch (IOException e) {
                problem.accept(image.name() + ": cannot be read (" + FileProblem.reason(e) + "): skipped");
            }
            progress.accept(index + 1);
        }
        return new Samples(names, width, height, pixels.clear(), labels.clear());
    }

    private void readOne(LabelledImage image, ByteBuffer pixels, ByteBuffer labels)
            throws IOException, ImageException, UnusableImageException {
        LabelMap trimap = LabelMaps.readPng(Files.readAllBytes(image.trimap()));
        byte[] encoded = Files.readAllBytes(image.image());
        var header = decoder.header(encoded);
        String odd = TrimapCheck.problem(header.orientedWidth(), header.orientedHeight(), trimap, classes);
        if (odd != null) {
            throw new UnusableImageException(odd);
        }
        decoder.decodeInto(encoded, width, height, pixels);
        byte[] small = LabelMaps.nearest(trimap.labels(), trimap.width(), trimap.height(), width, height);
        for (byte label : small) {
            labels.put((byte) (label - 1));
        }
    }

    private static final class UnusableImageException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableImageException(String message) {
            super(message);
        }
    }
}
