package io.maskstream.worker.inference.device;

import java.util.stream.IntStream;

/**
 * The batch sizes that a device is run with, from 1 to a largest.
 *
 * <p>CUDA chooses its algorithms for each new shape, which takes up to two seconds: it gets few sizes, each with a session of its own
 * that is warmed, and batches are padded to the next. A CPU gets each batch as it is.
 */
public final class Buckets {
    private final int[] sizes;

    private Buckets(int[] sizes) {
        this.sizes = sizes;
    }

    /** Every size from 1 to the largest. */
    public static Buckets exact(int largest) {
        return new Buckets(IntStream.rangeClosed(1, largest).toArray());
    }

    /** 1, 2, 4, 8, … and the largest itself. */
    public static Buckets doubling(int largest) {
        return new Buckets(
                IntStream.concat(IntStream.iterate(1, size -> size < largest, size -> size * 2), IntStream.of(largest))
                        .toArray());
    }

    /** All sizes, the smallest first. */
    public int[] sizes() {
        return sizes.clone();
    }

    public int largest() {
        return sizes[sizes.length - 1];
    }

    /** The smallest size that holds so many images, of which there are 1 to the largest size. */
    public int holding(int images) {
        for (int size : sizes) {
            if (size >= images) {
                return size;
            }
        }
        throw new IllegalArgumentException("no batch of at most %d holds %d images".formatted(largest(), images));
    }

    /** The largest size that so many images fill, of which there are 1 or more. */
    public int filledBy(int images) {
        for (int i = sizes.length - 1; i > 0; i--) {
            if (sizes[i] <= images) {
                return sizes[i];
            }
        }
        return sizes[0];
    }
}
