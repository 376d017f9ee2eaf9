package io.maskstream.trainer.network;

import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoder and decoder of chapter 9 of Chollet, "Deep Learning with Python", 2nd edition: three convolutions of stride 2
 * down to an eighth, and back up by transposed convolutions; 2,880,643 parameters for 3 classes.
 */
final class LessonNetwork {
    private LessonNetwork() {}

    /**
     * @param width and height: multiples of 8, so that the way up ends at the size of the input
     */
    static NetworkDefinition define(int width, int height, int classes) {
        if (width % 8 != 0 || height % 8 != 0 || width < 8 || height < 8) {
            throw new IllegalArgumentException(
                    "the lesson's network takes sizes that are multiples of 8, not %d x %d".formatted(width, height));
        }
        var layers = new ArrayList<Layer>();
        int channels = 3;
        for (int filters : List.of(64, 128, 256)) {
            layers.add(new Convolution(numbered("conv2d", layers.size()), channels, filters, 3, 2, Activation.RELU));
            layers.add(new Convolution(numbered("conv2d", layers.size()), filters, filters, 3, 1, Activation.RELU));
            channels = filters;
        }
        int encoder = layers.size();
        for (int filters : List.of(256, 128, 64)) {
            String first = numbered("conv2d_transpose", layers.size() - encoder);
            layers.add(new TransposedConvolution(first, channels, filters, 3, 1, Activation.RELU));
            String second = numbered("conv2d_transpose", layers.size() - encoder);
            layers.add(new TransposedConvolution(second, filters, filters, 3, 2, Activation.RELU));
            channels = filters;
        }
        layers.add(new Convolution(numbered("conv2d", encoder), channels, classes, 3, 1, Activation.SOFTMAX));
        return NetworkDefinition.chain(Networks.LESSON, width, height, layers);
    }

    private static String numbered(String kind, int index) {
        return index == 0 ? kind : kind + "_" + index;
    }
}
