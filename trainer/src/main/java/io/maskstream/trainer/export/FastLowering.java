package io.maskstream.trainer.export;

import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.TorchNetwork;
import io.maskstream.trainer.network.WeightArray;
import java.util.List;
import java.util.Map;

/**
 * The same function in fewer and faster operations, exactly: the division by 255 goes into the first kernel, transposed
 * convolutions of stride 1 become convolutions, those of stride 2 become four convolutions of the small image whose results are
 * the four phases of the large one, and the last convolution takes the phases as they are, so that only the scores are put
 * together.
 */
final class FastLowering implements Lowering {
    private static final int PHASES = 4;

    @Override
    public String lower(
            GraphBuilder graph, NetworkDefinition network, Map<String, WeightArray> weights, String pixels) {
        String value = pixels;
        int height = network.height();
        int width = network.width();
        boolean inPhases = false;
        List<Layer> layers = network.layers();
        for (int index = 0; index < layers.size(); index++) {
            Layer layer = layers.get(index);
            double factor = index == 0 ? NetworkDefinition.RESCALE : 1;
            if (layer instanceof TransposedConvolution transposed && layer.stride() == 2) {
                value = phases(graph, transposed, weights, value, factor);
                inPhases = index == layers.size() - 2 && isStrideOne(layers.get(index + 1));
                value = inPhases ? value : together(graph, layer.name(), value);
            } else {
                Kernel kernel = kernel(layer, weights, height, width).times(factor);
                float[] bias = bias(layer, weights);
                value = inPhases
                        ? together(
                                graph,
                                layer.name(),
                                convolve(
                                        graph,
                                        layer,
                                        layer.name() + "/phases",
                                        kernel.inPhases(),
                                        repeated(bias),
                                        value))
                        : convolve(graph, layer, layer.name(), kernel, bias, value);
            }
            height = layer.outputSize(height);
            width = layer.outputSize(width);
        }
        return value;
    }

    private static boolean isStrideOne(Layer layer) {
        return layer instanceof Convolution && layer.stride() == 1;
    }

    private static Kernel kernel(Layer layer, Map<String, WeightArray> weights, int height, int width) {
        WeightArray array = Weights.named(weights, TorchNetwork.kernelName(layer));
        if (layer instanceof Convolution convolution) {
            int vertical = convolution.totalPadding(height);
            int horizontal = convolution.totalPadding(width);
            return Kernel.ofConvolution(
                    array, vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
        }
        if (layer.stride() != 1) {
            throw new IllegalArgumentException(
                    "%s has stride %d; transposed convolutions are exported with stride 1 or 2"
                            .formatted(layer.name(), layer.stride()));
        }
        return Kernel.ofTransposed(array, ((TransposedConvolution) layer).totalCropping() / 2);
    }

    private static float[] bias(Layer layer, Map<String, WeightArray> weights) {
        return Weights.named(weights, TorchNetwork.biasName(layer)).values();
    }

    private static String phases(
            GraphBuilder graph,
            TransposedConvolution layer,
            Map<String, WeightArray> weights,
            String input,
            double factor) {
        WeightArray array = Weights.named(weights, TorchNetwork.kernelName(layer));
        String[] phases = new String[PHASES];
        for (int phase = 0; phase < PHASES; phase++) {
            Kernel kernel = Kernel.ofSubPixel(array, layer.totalCropping() / 2, phase / 2, phase % 2)
                    .times(factor);
            String name = "%s/phase_%d".formatted(layer.name(), phase);
            phases[phase] = convolve(graph, layer, name, kernel, bias(layer, weights), input);
        }
        return graph.node("Concat", layer.name() + "/phases", List.of(phases), GraphBuilder.integer("axis", 1));
    }

    private static String together(GraphBuilder graph, String name, String phases) {
        return graph.node(
                "DepthToSpace",
                name + "/together",
                List.of(phases),
                GraphBuilder.integer("blocksize", 2),
                GraphBuilder.text("mode", "DCR"));
    }

    private static String convolve(
            GraphBuilder graph, Layer layer, String name, Kernel kernel, float[] bias, String input) {
        int stride = layer instanceof Convolution ? layer.stride() : 1;
        var inputs = List.of(
                input,
                graph.constant(
                        name + "/kernel",
                        kernel.values(),
                        kernel.outputs(),
                        kernel.inputs(),
                        kernel.height(),
                        kernel.width()),
                graph.constant(name + "/bias", bias, bias.length));
        String sum = graph.node(
                "Conv",
                name,
                inputs,
                GraphBuilder.integers("kernel_shape", kernel.height(), kernel.width()),
                GraphBuilder.integers("strides", stride, stride),
                GraphBuilder.integers("pads", kernel.above(), kernel.left(), kernel.below(), kernel.right()));
        return layer.activation() == Activation.RELU ? graph.node("Relu", name + "/relu", List.of(sum)) : sum;
    }

    private static float[] repeated(float[] bias) {
        float[] repeated = new float[PHASES * bias.length];
        for (int index = 0; index < repeated.length; index++) {
            repeated[index] = bias[index % bias.length];
        }
        return repeated;
    }
}
