package io.maskstream.trainer.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.trainer.fixture.Floats;
import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.WeightNames;
import io.maskstream.trainer.pytorch.KerasReference.Planes;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "3, 1, 8, 6",
        "3, 2, 8, 6",
        "3, 2, 7, 9",
        "5, 1, 8, 6",
        "5, 2, 8, 6",
        "5, 2, 7, 9",
        "1, 1, 4, 4",
        "1, 2, 5, 4"
    })
    void shouldConvolveAsKerasDoes(int kernel, int stride, int width, int height) {
        assertLikeKeras(width, height, new Convolution("conv2d", 3, 4, kernel, stride, Activation.RELU));
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 4, 6", "3, 2, 4, 6", "3, 2, 5, 3", "5, 1, 4, 6", "5, 2, 4, 6", "5, 2, 5, 3", "1, 1, 4, 4"})
    void shouldConvolveTransposedAsKerasDoes(int kernel, int stride, int width, int height) {
        assertLikeKeras(
                width, height, new TransposedConvolution("conv2d_transpose", 3, 4, kernel, stride, Activation.SOFTMAX));
    }

    @Test
    void shouldRunItsLayersOneAfterTheOther() {
        NetworkDefinition definition = TinyNetworks.hourglass(8, 12);
        assertLikeKeras(
                8, 12, definition.layers().stream().map(Weighted.class::cast).toArray(Weighted[]::new));
    }

    @Test
    void shouldBeginAlikeFromTheSameSeedAndOtherwiseFromAnother() {
        try (var scope = new PointerScope();
                var one = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1337);
                var same = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1337);
                var other = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1338)) {
            // Then
            one.parameters().forEach((name, parameter) -> assertThat(Floats.of(parameter))
                    .isEqualTo(Floats.of(same.parameter(name))));
            assertThat(Floats.of(one.parameter("conv2d/kernel")))
                    .isNotEqualTo(Floats.of(other.parameter("conv2d/kernel")));
        }
    }

    @Test
    void shouldBeginWithGlorotsKernelsAndZeroBiases() {
        // Given
        double limit = Math.sqrt(6.0 / (3 * 9 + 6 * 9));

        // When
        try (var scope = new PointerScope();
                var network = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1337)) {
            float[] kernel = Floats.of(network.parameter("conv2d/kernel"));

            // Then
            float largest = 0;
            for (float value : kernel) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(largest).isLessThanOrEqualTo((float) limit).isGreaterThan((float) (0.9 * limit));
            assertThat(Floats.of(network.parameter("conv2d/bias"))).containsOnly(0);
        }
    }

    @Test
    void shouldShareItsWeightsButNotItsGradients() {
        try (var scope = new PointerScope();
                var network = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1)) {
            float[] changed;
            try (var sharing = network.sharingWeights()) {
                // When
                sharing.forward(image(8, 8)).sum().backward();
                try (var guard = new NoGradGuard()) {
                    network.parameter("conv2d/kernel").add_(new Scalar(1.0));
                }
                changed = Floats.of(sharing.parameter("conv2d/kernel"));

                // Then
                assertThat(sharing.parameter("conv2d/kernel").mutable_grad().defined())
                        .isTrue();
                assertThat(network.parameter("conv2d/kernel").mutable_grad().defined())
                        .isFalse();
            }
            assertThat(Floats.of(network.parameter("conv2d/kernel"))).isEqualTo(changed);
        }
    }

    @Test
    void shouldComeNearInHalfTheBits() {
        try (var scope = new PointerScope();
                var guard = new NoGradGuard();
                var network = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1)) {
            // When
            Tensor exact = network.forward(image(8, 8));
            Tensor half = network.forward(image(8, 8), Precision.BFLOAT16, false);

            // Then
            assertThat(half.scalar_type().intern()).isEqualTo(ScalarType.Float);
            assertThat(half.sub(exact).abs().max().item_double()).isLessThan(0.05);
        }
    }

    @Test
    void shouldNameAParameterThatItHasNot() {
        try (var network = new TorchNetwork(TinyNetworks.hourglass(8, 8), 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.parameter("dense/kernel"))
                    .withMessageContaining("dense/kernel");
        }
    }

    private static void assertLikeKeras(int width, int height, Weighted... layers) {
        var definition = NetworkDefinition.chain("compared", width, height, List.of(layers));
        try (var scope = new PointerScope();
                var guard = new NoGradGuard();
                var network = new TorchNetwork(definition, 11)) {
            // Given
            for (Weighted layer : layers) {
                network.parameter(WeightNames.bias(layer)).uniform_(-0.5, 0.5, new GeneratorOptional());
            }
            byte[] pixels = pixels(width, height);
            Planes expected = rescaled(pixels, width, height);
            for (Weighted layer : layers) {
                float[] kernel = Floats.of(network.parameter(WeightNames.kernel(layer)));
                float[] bias = Floats.of(network.parameter(WeightNames.bias(layer)));
                expected = KerasReference.apply(layer, expected, kernel, bias);
            }

            // When
            Tensor scores = network.forward(image(width, height));

            // Then
            assertThat(List.of(scores.size(0), scores.size(1), scores.size(2), scores.size(3)))
                    .containsExactly(
                            1L, (long) definition.classes(), (long) expected.height(), (long) expected.width());
            float[] values = Floats.of(scores);
            int index = 0;
            for (double[][] plane : expected.values()) {
                for (double[] row : plane) {
                    for (double value : row) {
                        assertThat((double) values[index++]).isCloseTo(value, within(1e-5));
                    }
                }
            }
        }
    }

    private static Planes rescaled(byte[] pixels, int width, int height) {
        Planes planes = Planes.zeros(3, height, width);
        for (int index = 0; index < pixels.length; index++) {
            int pixel = index / 3;
            planes.values()[index % 3][pixel / width][pixel % width] = Byte.toUnsignedInt(pixels[index]) / 255.0;
        }
        return planes;
    }

    private static byte[] pixels(int width, int height) {
        byte[] pixels = new byte[height * width * 3];
        new Random(5).nextBytes(pixels);
        return pixels;
    }

    private static Tensor image(int width, int height) {
        return torch.from_blob(
                        new BytePointer(pixels(width, height)),
                        new long[] {1, height, width, 3},
                        new TensorOptions(ScalarType.Byte))
                .clone();
    }
}
