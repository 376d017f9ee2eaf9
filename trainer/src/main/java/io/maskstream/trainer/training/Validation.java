package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.metrics.ConfusionMatrix;
import io.maskstream.trainer.pytorch.NativeWork;
import io.maskstream.trainer.pytorch.TorchNetwork;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a network makes of images that it has not learned from.
 *
 * @param loss mean cross-entropy in nats over all pixels
 */
public record Validation(double loss, ConfusionMatrix confusion) {
    private static final int BATCH = 4;

    static Validation of(Replicas replicas, int classes, Samples samples) {
        var batches = new Batches(samples, BATCH);
        var confusion = new ConfusionMatrix(classes);
        double loss = replicas.sum(batches.order(), (network, share) -> {
            double sum = 0;
            for (int from = 0; from < share.length; from += BATCH) {
                sum += judge(network, batches, batches.batch(share, from), confusion);
            }
            return sum;
        });
        return new Validation(samples.count() == 0 ? Double.NaN : loss / samples.count(), confusion);
    }

    private static double judge(TorchNetwork network, Batches batches, int[] batch, ConfusionMatrix confusion) {
        try (var work = NativeWork.begin("scores", network.definition(), batch.length);
                var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            Tensor scores = network.forward(batches.images(batch));
            byte[] predicted = classIds(scores);
            synchronized (confusion) {
                confusion.add(batches.labelBytes(batch), predicted);
            }
            return torch.cross_entropy_loss(scores, network.device().place(batches.labels(batch)))
                            .item_double()
                    * batch.length;
        }
    }

    /** Class ids that the network gives the samples of these indices, {@code H * W} bytes each. */
    public static byte[][] predict(TorchNetwork network, Samples samples, int[] indices) {
        var batches = new Batches(samples, 1);
        byte[][] predictions = new byte[indices.length][];
        for (int index = 0; index < indices.length; index++) {
            try (var work = NativeWork.begin("scores", network.definition(), 1);
                    var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                predictions[index] = classIds(network.forward(batches.images(new int[] {indices[index]})));
            }
        }
        return predictions;
    }

    /**
     * Softmax of what a network says of one image.
     *
     * @param pixels {@code H * W * 3} bytes of RGB
     */
    public static Probabilities probabilities(TorchNetwork network, byte[] pixels) {
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            var definition = network.definition();
            Tensor image = Batches.tensor(pixels, 1, definition.height(), definition.width(), 3);
            Tensor scores = network.forward(image);
            Tensor softmax = scores.softmax(1).cpu().contiguous();
            float[] values = new float[(int) softmax.numel()];
            softmax.data_ptr_float().get(values);
            return new Probabilities(values, scores.abs().max().item_double());
        }
    }

    /**
     * What a network says of one image.
     *
     * @param values {@code C * H * W} of 0 to 1
     * @param largestScore of those that the softmax was taken of, in size
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers are handed on, not copied
    public record Probabilities(float[] values, double largestScore) {}

    /**
     * @param scores [n, C, H, W]
     * @return the ids of the highest scores, {@code n * H * W} bytes
     */
    static byte[] classIds(Tensor scores) {
        Tensor ids = scores.argmax(new LongOptional(1), false)
                .to(ScalarType.Byte)
                .cpu()
                .contiguous();
        byte[] bytes = new byte[(int) ids.numel()];
        ids.data_ptr_byte().get(bytes);
        return bytes;
    }
}
