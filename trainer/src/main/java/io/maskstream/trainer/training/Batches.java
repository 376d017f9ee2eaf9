package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.data.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Samples as tensors, batch by batch, in an order of one's own for each epoch. */
final class Batches {
    private final Samples samples;
    private final int size;
    private final @Nullable ForkJoinPool helpers;

    /** Of which each thread that asks changes its own share, if any are changed. */
    Batches(Samples samples, int size) {
        this(samples, size, null);
    }

    /** @param helpers change the images of a batch side by side, where one thread asks for all of them; null: it does so itself */
    Batches(Samples samples, int size, @Nullable ForkJoinPool helpers) {
        this.samples = samples;
        this.size = size;
        this.helpers = helpers;
    }

    /** Sample indices of one epoch: the same for the same seed and epoch, so that a resumed run sees the same batches. */
    int[] shuffledOrder(long seed, int epoch) {
        int[] order = order();
        var random = new SplittableRandom(seed * 1_000_003 + epoch);
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int index = order[last];
            order[last] = order[other];
            order[other] = index;
        }
        return order;
    }

    /** Sample indices as they are. */
    int[] order() {
        int[] order = new int[samples.count()];
        Arrays.setAll(order, index -> index);
        return order;
    }

    /** Indices of the batch that begins at {@code from}; the last one of an epoch may be smaller. */
    int[] batch(int[] order, int from) {
        return Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
    }

    /**
     * A batch for training, in the caller's scope: changed in a way that depends on seed, epoch and sample alone, so that a resumed
     * run, or one on other threads, sees the same.
     */
    Labelled augmented(int[] batch, Augmentation augmentation, long seed, int epoch) {
        byte[] pixels = gather(samples.pixels(), samples.imageBytes(), batch);
        byte[] labels = labelBytes(batch);
        if (!augmentation.equals(Augmentation.NONE)) {
            eachOf(batch.length, index -> {
                var random = new SplittableRandom((seed * 1_000_003 + epoch) * 1_000_003 + batch[index]);
                augment(augmentation, random, pixels, labels, index);
            });
        }
        Tensor ids = tensor(labels, batch.length, samples.height(), samples.width());
        return new Labelled(
                tensor(pixels, batch.length, samples.height(), samples.width(), 3), ids.to(ScalarType.Long));
    }

    private void eachOf(int count, IntConsumer work) {
        IntStream indices = IntStream.range(0, count);
        if (helpers == null) {
            indices.forEach(work);
        } else {
            // a parallel stream that is begun in a pool stays in it
            helpers.submit(() -> indices.parallel().forEach(work)).join();
        }
    }

    private void augment(Augmentation augmentation, SplittableRandom random, byte[] pixels, byte[] labels, int index) {
        int imageBytes = samples.imageBytes();
        int labelBytes = samples.labelBytes();
        byte[] image = Arrays.copyOfRange(pixels, index * imageBytes, (index + 1) * imageBytes);
        byte[] mask = Arrays.copyOfRange(labels, index * labelBytes, (index + 1) * labelBytes);
        augmentation.apply(random, image, mask, samples.width(), samples.height());
        System.arraycopy(image, 0, pixels, index * imageBytes, imageBytes);
        System.arraycopy(mask, 0, labels, index * labelBytes, labelBytes);
    }

    /**
     * What a network learns from at once.
     *
     * @param images uint8 [n, H, W, 3]
     * @param labels class ids, int64 [n, H, W]
     */
    record Labelled(Tensor images, Tensor labels) {}

    /** Pixels, uint8 [n, H, W, 3], in the caller's scope. */
    Tensor images(int[] batch) {
        byte[] pixels = gather(samples.pixels(), samples.imageBytes(), batch);
        return tensor(pixels, batch.length, samples.height(), samples.width(), 3);
    }

    /** Class ids, int64 [n, H, W], in the caller's scope. */
    Tensor labels(int[] batch) {
        return tensor(labelBytes(batch), batch.length, samples.height(), samples.width())
                .to(ScalarType.Long);
    }

    /** Class ids of the batch, {@code n * H * W} bytes. */
    byte[] labelBytes(int[] batch) {
        return gather(samples.labels(), samples.labelBytes(), batch);
    }

    private static byte[] gather(ByteBuffer source, int bytes, int[] batch) {
        byte[] gathered = new byte[batch.length * bytes];
        for (int index = 0; index < batch.length; index++) {
            source.get(batch[index] * bytes, gathered, index * bytes, bytes);
        }
        return gathered;
    }

    /** Bytes as a uint8 tensor of its own memory, in the caller's scope. */
    static Tensor tensor(byte[] bytes, long... shape) {
        // clone(): the tensor owns its memory, and the pointer can go with the scope
        return torch.from_blob(new BytePointer(bytes), shape, new TensorOptions(ScalarType.Byte))
                .clone();
    }
}
