package io.maskstream.worker.inference.session;

import java.nio.ByteBuffer;

/** Memory of some images on their way in and of their masks on their way out. Direct, allocated once, and the owner's to share out. */
public final class BatchMemory {
    /** Pixels and classes of the model. */
    public record Shape(int width, int height, int classes) {
        static final int CHANNELS = 3;

        int pixels() {
            return width * height;
        }

        /** Images that one batch can have: each of its buffers has less than 2 GiB. */
        public int mostImages() {
            return (int) (Integer.MAX_VALUE / ((long) pixels() * Math.max(CHANNELS, classes)));
        }
    }

    private final Shape shape;
    private final ByteBuffer input;
    private final ByteBuffer mask;
    private final ByteBuffer probabilities;

    /** @param images 1 to {@link Shape#mostImages} */
    public BatchMemory(Shape shape, int images) {
        this.shape = shape;
        input = ByteBuffer.allocateDirect(Math.multiplyExact(images, shape.pixels() * Shape.CHANNELS));
        mask = ByteBuffer.allocateDirect(Math.multiplyExact(images, shape.pixels()));
        probabilities = ByteBuffer.allocateDirect(Math.multiplyExact(images, shape.pixels() * shape.classes()));
    }

    Shape shape() {
        return shape;
    }

    /** Direct; RGB rows of one image after the other. */
    public ByteBuffer input(int first, int count) {
        return slice(input, first, count, shape.pixels() * Shape.CHANNELS);
    }

    /** Direct; class ids of one image after the other. */
    ByteBuffer mask(int first, int count) {
        return slice(mask, first, count, shape.pixels());
    }

    /** Direct; class by class for each pixel of one image after the other. */
    ByteBuffer probabilities(int first, int count) {
        return slice(probabilities, first, count, shape.pixels() * shape.classes());
    }

    /**
     * Copies the class ids of one image.
     *
     * @param target of {@code height * width} bytes
     */
    public void copyMask(int image, byte[] target) {
        copy(mask, image, shape.pixels(), target);
    }

    /**
     * Copies the probabilities of one image, 0 to 255, class by class for each pixel.
     *
     * @param target of {@code height * width * classes} bytes
     */
    public void copyProbabilities(int image, byte[] target) {
        copy(probabilities, image, shape.pixels() * shape.classes(), target);
    }

    private static ByteBuffer slice(ByteBuffer buffer, int first, int count, int each) {
        return buffer.slice(first * each, count * each);
    }

    private static void copy(ByteBuffer buffer, int image, int each, byte[] target) {
        if (target.length != each) {
            throw new IllegalArgumentException("the array must have %d bytes, not %d".formatted(each, target.length));
        }
        buffer.get(image * each, target);
    }
}
