package io.maskstream.worker.inference;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory of some images on their way in and of their masks on their way out, and who has which lane of it.
 *
 * <p>The batcher's lock guards it while it fills; then it is the session thread's that took it.
 */
final class Batch {
    /** Pixels and classes of the model. */
    record Shape(int width, int height, int classes) {
        static final int CHANNELS = 3;

        int pixels() {
            return width * height;
        }

        /** Images that one batch can have: each of its buffers has less than 2 GiB. */
        int mostImages() {
            return (int) (Integer.MAX_VALUE / ((long) pixels() * Math.max(CHANNELS, classes)));
        }
    }

    private final Shape shape;
    private final ByteBuffer input;
    private final ByteBuffer mask;
    private final ByteBuffer probabilities;
    private final @Nullable Lane[] lanes;
    private int capacity;
    private int taken;
    private int reserved;
    private int filled;
    private long firstFilledAt;

    Batch(Shape shape, int lanes) {
        this.shape = shape;
        this.lanes = new @Nullable Lane[lanes];
        input = ByteBuffer.allocateDirect(Math.multiplyExact(lanes, shape.pixels() * Shape.CHANNELS));
        mask = ByteBuffer.allocateDirect(Math.multiplyExact(lanes, shape.pixels()));
        probabilities = ByteBuffer.allocateDirect(Math.multiplyExact(lanes, shape.pixels() * shape.classes()));
    }

    /** Empties it for at most so many images. */
    void open(int images) {
        Arrays.fill(lanes, null);
        capacity = images;
        taken = 0;
        reserved = 0;
        filled = 0;
    }

    /** The lowest free lane, reserved; there is one unless it is {@link #isFull}. */
    Lane reserve(Batcher batcher) {
        for (int i = 0; i < capacity; i++) {
            if (lanes[i] == null) {
                var lane = new Lane(batcher, this, i);
                lanes[i] = lane;
                taken++;
                reserved++;
                return lane;
            }
        }
        throw new IllegalStateException("the batch is full");
    }

    void filled(Lane lane) {
        if (filled == 0) {
            firstFilledAt = lane.filledAt();
        }
        reserved--;
        filled++;
    }

    /** Frees a lane that was reserved; of a batch that takes no more lanes it becomes a hole. */
    void leave(Lane lane) {
        lane.leave();
        lanes[lane.index()] = null;
        taken--;
        reserved--;
    }

    void leaveReserved() {
        for (var lane : lanes) {
            if (lane != null && lane.state() == Lane.State.RESERVED) {
                leave(lane);
            }
        }
    }

    boolean isFull() {
        return taken == capacity;
    }

    boolean hasFilled() {
        return filled > 0;
    }

    boolean hasReserved() {
        return reserved > 0;
    }

    /** When the image that has waited longest was filled. */
    long firstFilledAt() {
        return firstFilledAt;
    }

    /** The filled lanes from {@code first} until before {@code end}, in order. */
    List<Lane> images(int first, int end) {
        var images = new ArrayList<Lane>(end - first);
        for (int i = first; i < end; i++) {
            var lane = lanes[i];
            if (lane != null) {
                images.add(lane);
            }
        }
        return images;
    }

    Shape shape() {
        return shape;
    }

    /** Lanes that it has memory for. */
    int size() {
        return lanes.length;
    }

    /** Direct; RGB rows of one image after the other. */
    ByteBuffer input(int first, int count) {
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

    void copyMask(int lane, byte[] target) {
        copy(mask, lane, shape.pixels(), target);
    }

    void copyProbabilities(int lane, byte[] target) {
        copy(probabilities, lane, shape.pixels() * shape.classes(), target);
    }

    private static ByteBuffer slice(ByteBuffer buffer, int first, int count, int each) {
        return buffer.slice(first * each, count * each);
    }

    private static void copy(ByteBuffer buffer, int lane, int each, byte[] target) {
        if (target.length != each) {
            throw new IllegalArgumentException("the array must have %d bytes, not %d".formatted(each, target.length));
        }
        buffer.get(lane * each, target);
    }
}
