package io.maskstream.worker.inference;

import io.maskstream.worker.inference.session.BatchMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some images that are run together: who has which lane of their memory.
 *
 * <p>The batcher's lock guards it while it fills; then it is the session thread's that took it.
 */
final class Batch {
    private final BatchMemory memory;
    private final @Nullable Lane[] lanes;
    private int capacity;
    private int taken;
    private int reserved;
    private int filled;
    private long firstFilledAt;

    Batch(BatchMemory.Shape shape, int lanes) {
        this.lanes = new @Nullable Lane[lanes];
        memory = new BatchMemory(shape, lanes);
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

    /** Lanes that it has memory for. */
    int size() {
        return lanes.length;
    }

    /** An image for each lane, in their order. */
    BatchMemory memory() {
        return memory;
    }
}
