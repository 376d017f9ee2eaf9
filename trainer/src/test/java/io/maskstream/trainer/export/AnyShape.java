package io.maskstream.trainer.export;

import io.maskstream.trainer.fixture.TinyNetworks;
import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.NetworkDefinition.Step;
import java.util.List;

/** Small networks whose layers and sizes take different ways through the lowerings; each ends at its input's size. */
enum AnyShape {
    LIKE_THE_LESSON(TinyNetworks.hourglass(16, 16)),
    NOT_SQUARE(TinyNetworks.hourglass(16, 24)),
    NO_WAY_UP(NetworkDefinition.chain(
            "tiny", 9, 7, List.of(convolution("conv2d", 3, 4, 3, 1), convolution("conv2d_1", 4, 3, 1, 1)))),
    UP_WITH_THE_FIRST_LAYER(NetworkDefinition.chain(
            "tiny", 7, 5, List.of(transposed("up", 3, 4, 3, 2), convolution("down", 4, 3, 3, 2)))),
    TWO_UPS_IN_A_ROW(NetworkDefinition.chain(
            "tiny",
            12,
            8,
            List.of(
                    convolution("down", 3, 4, 3, 2),
                    convolution("down_1", 4, 5, 3, 2),
                    transposed("up", 5, 4, 3, 2),
                    transposed("up_1", 4, 3, 3, 2),
                    convolution("scores", 3, 3, 3, 1)))),
    UP_AT_THE_END(NetworkDefinition.chain(
            "tiny", 8, 8, List.of(convolution("down", 3, 4, 3, 2), transposed("up", 4, 3, 3, 2)))),
    ACROSS_AT_THE_END(NetworkDefinition.chain(
            "tiny",
            8,
            8,
            List.of(convolution("down", 3, 4, 3, 2), transposed("up", 4, 4, 3, 2), transposed("across", 4, 3, 3, 1)))),
    LARGE_KERNELS(NetworkDefinition.chain(
            "tiny",
            12,
            8,
            List.of(
                    convolution("down", 3, 4, 5, 2),
                    transposed("across", 4, 4, 5, 1),
                    transposed("up", 4, 4, 5, 2),
                    convolution("scores", 4, 3, 5, 1)))),
    SKIPS(TinyNetworks.skips(14, 10)),
    SUMS_AND_CONCATENATIONS_OF_THE_IMAGE(new NetworkDefinition(
            "tiny",
            9,
            7,
            List.of(
                    new Step(new Layer.Concatenation("twice"), List.of("image", "image")),
                    new Step(convolution("conv2d", 6, 4, 3, 1), List.of("twice")),
                    new Step(convolution("conv2d_1", 4, 4, 1, 1), List.of("conv2d")),
                    new Step(new Layer.Addition("sum"), List.of("conv2d", "conv2d_1", "conv2d")),
                    new Step(convolution("scores", 4, 3, 1, 1), List.of("sum"))))),
    POINTS_AFTER_THE_WAY_UP(NetworkDefinition.chain(
            "tiny",
            8,
            8,
            List.of(convolution("down", 3, 4, 3, 2), transposed("up", 4, 4, 3, 2), convolution("scores", 4, 3, 1, 1))));

    @SuppressWarnings("ImmutableEnumChecker") // a record of records
    private final NetworkDefinition definition;

    AnyShape(NetworkDefinition definition) {
        this.definition = definition;
    }

    NetworkDefinition definition() {
        return definition;
    }

    private static Convolution convolution(String name, int inputs, int outputs, int kernel, int stride) {
        return new Convolution(name, inputs, outputs, kernel, stride, activation(outputs));
    }

    private static TransposedConvolution transposed(String name, int inputs, int outputs, int kernel, int stride) {
        return new TransposedConvolution(name, inputs, outputs, kernel, stride, activation(outputs));
    }

    private static Activation activation(int outputs) {
        return outputs == 3 ? Activation.SOFTMAX : Activation.RELU;
    }
}
