package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Networks;
import io.maskstream.trainer.network.WeightNames;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Times training of the lesson's network here against PyTorch as it is: the operations that {@code nn.Conv2d}, {@code
 * nn.ConvTranspose2d}, {@code nn.CrossEntropyLoss} and {@code optim.RMSprop} call, on PyTorch's own threads, in the same native library, so
 * that it is what a script in Python gets, less Python. An epoch of each in turn.
 */
final class PlainPyTorchSpeed {
    private static final int SIZE = Networks.LESSON_SIZE;
    private static final int CLASSES = 3;
    private static final int IMAGES = 64;
    private static final int BATCH = 16;
    private static final int ROUNDS = 4;
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final long[] NONE = {0, 0};

    private PlainPyTorchSpeed() {}

    public static void main(String... arguments) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        torch.set_num_threads(threads);
        Samples samples = TinySamples.coloured(IMAGES, SIZE, SIZE, 1);
        NetworkDefinition lesson = Networks.named(Networks.LESSON, SIZE, SIZE, CLASSES);
        Path folder = Files.createTempDirectory("speed");
        try (var plain = new TorchNetwork(lesson, 1)) {
            var parameters = new TensorVector(plain.parameters().values().toArray(new Tensor[0]));
            var optimizer = new RMSprop(parameters, new RMSpropOptions(1e-3));
            for (int round = 1; round <= ROUNDS; round++) {
                double theirs = epoch(plain, optimizer, samples);
                var config = TrainingConfig.lesson(BATCH, round, 1e-3, 1, Precision.FLOAT32, threads);
                List<EpochFigures> history = TinyRun.train(
                        lesson, samples, TinySamples.coloured(1, SIZE, SIZE, 2), config, folder, new TinyRun.Unheard());
                double ours = history.get(round - 1).imagesPerSecond();
                System.out.printf(
                        Locale.ROOT,
                        "batch %d, %d threads: PyTorch as it is %.2f images/s, ours %.2f: %.2f times%n",
                        BATCH,
                        threads,
                        theirs,
                        ours,
                        ours / theirs);
            }
        }
    }

    private static double epoch(TorchNetwork network, RMSprop optimizer, Samples samples) {
        var batches = new Batches(samples, BATCH);
        int[] order = batches.shuffledOrder(1, 1);
        long started = System.nanoTime();
        for (int from = 0; from < order.length; from += BATCH) {
            try (var scope = new PointerScope()) {
                var labelled = batches.augmented(batches.batch(order, from), Augmentation.NONE, 1, 1);
                optimizer.zero_grad();
                Tensor loss = torch.cross_entropy_loss(forward(network, labelled.images()), labelled.labels());
                loss.backward();
                optimizer.step();
            }
        }
        return samples.count() / ((System.nanoTime() - started) / 1e9);
    }

    private static Tensor forward(TorchNetwork network, Tensor images) {
        Tensor value = images.permute(0, 3, 1, 2).to(ScalarType.Float).mul(new Scalar(NetworkDefinition.RESCALE));
        for (Layer each : network.definition().layers()) {
            Weighted layer = (Weighted) each;
            Tensor kernel = network.parameter(WeightNames.kernel(layer));
            var bias = new TensorOptional(network.parameter(WeightNames.bias(layer)));
            long[] stride = layer.stride() == 2 ? TWO : ONE;
            value = layer instanceof TransposedConvolution
                    ? torch.conv_transpose2d(value, kernel, bias, stride, ONE, layer.stride() == 2 ? ONE : NONE, 1, ONE)
                    : torch.conv2d(value, kernel, bias, stride, ONE, ONE, 1);
            if (layer.activation() == Layer.Activation.RELU) {
                value = value.relu_();
            }
        }
        return value;
    }
}
