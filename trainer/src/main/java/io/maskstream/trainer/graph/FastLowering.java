package io.maskstream.trainer.graph;

import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.NetworkDefinition.Step;
import io.maskstream.trainer.network.Shape;
import io.maskstream.trainer.network.WeightArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same function in fewer and faster operations, exactly: the division by 255 goes into the first kernel, transposed
 * convolutions of stride 1 become convolutions, those of stride 2 become four convolutions of the small image whose results are
 * the four phases of the large one, and the last convolution takes the phases as they are, so that only the scores are put
 * together.
 */
final class FastLowering implements Lowering {
    private static final int PHASES = 4;

    @Override
    public String lower(GraphBuilder graph, NetworkDefinition network, Weights weights, String pixels) {
        boolean folded = network.steps().stream()
                .filter(step -> step.sources().contains(NetworkDefinition.IMAGE))
                .allMatch(step -> step.layer() instanceof Weighted);
        Map<String, Shape> shapes = network.shapes();
        var values = new HashMap<String, String>();
        values.put(NetworkDefinition.IMAGE, folded ? pixels : Operations.rescale(graph, pixels));
        String value = pixels;
        boolean inPhases = false;
        for (Step step : network.steps()) {
            Shape shape = Objects.requireNonNull(shapes.get(step.source()));
            List<String> inputs = step.sources().stream()
                    .map(source -> Objects.requireNonNull(values.get(source)))
                    .toList();
            if (step.layer() instanceof Weighted layer) {
                double factor = folded && step.source().equals(NetworkDefinition.IMAGE) ? NetworkDefinition.RESCALE : 1;
                boolean staysInPhases = staysInPhases(network, layer);
                value = layer instanceof TransposedConvolution transposed && layer.stride() == 2
                        ? transposed(graph, transposed, weights, inputs.get(0), factor, staysInPhases)
                        : convolution(graph, layer, weights, inputs.get(0), shape, factor, inPhases);
                inPhases = staysInPhases;
            } else {
                value = Operations.lower(graph, step.layer(), inputs, shape);
            }
            values.put(step.layer().name(), value);
        }
        return value;
    }

    /** Whether only the last layer takes what this one gives, and can take it in phases. */
    private static boolean staysInPhases(NetworkDefinition network, Layer layer) {
        if (!(layer instanceof TransposedConvolution transposed) || transposed.stride() != 2) {
            return false;
        }
        List<Step> takers = network.steps().stream()
                .filter(step -> step.sources().contains(layer.name()))
                .toList();
        return takers.size() == 1
                && takers.get(0).layer().equals(network.last())
                && network.last() instanceof Convolution last
                && last.stride() == 1
                && last.groups() == 1;
    }

    private static String transposed(
            GraphBuilder graph,
            TransposedConvolution layer,
            Weights weights,
            String input,
            double factor,
            boolean staysInPhases) {
        WeightArray array = weights.kernel(layer);
        String[] phases = new String[PHASES];
        for (int phase = 0; phase < PHASES; phase++) {
            Kernel kernel = Kernel.ofSubPixel(array, layer.totalCropping() / 2, phase / 2, phase % 2)
                    .times(factor);
            String name = "%s/phase_%d".formatted(layer.name(), phase);
            phases[phase] = convolve(graph, layer, name, kernel, weights.bias(layer), input);
        }
        String all = graph.node("Concat", layer.name() + "/phases", List.of(phases), GraphBuilder.integer("axis", 1));
        return staysInPhases ? all : together(graph, layer.name(), all);
    }

    private static String convolution(
            GraphBuilder graph,
            Weighted layer,
            Weights weights,
            String input,
            Shape shape,
            double factor,
            boolean inPhases) {
        Kernel kernel = kernel(layer, weights.kernel(layer), shape).times(factor);
        float[] bias = weights.bias(layer);
        if (!inPhases) {
            return convolve(graph, layer, layer.name(), kernel, bias, input);
        }
        String phases = convolve(graph, layer, layer.name() + "/phases", kernel.inPhases(), repeated(bias), input);
        return together(graph, layer.name(), phases);
    }

    private static Kernel kernel(Weighted layer, WeightArray array, Shape input) {
        if (layer instanceof Convolution convolution) {
            int vertical = convolution.totalPadding(input.height());
            int horizontal = convolution.totalPadding(input.width());
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

    private static String together(GraphBuilder graph, String name, String phases) {
        return graph.node(
                "DepthToSpace",
                name + "/together",
                List.of(phases),
                GraphBuilder.integer("blocksize", 2),
                GraphBuilder.text("mode", "DCR"));
    }

    private static String convolve(
            GraphBuilder graph, Weighted layer, String name, Kernel kernel, float[] bias, String input) {
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
                GraphBuilder.integers("pads", kernel.above(), kernel.left(), kernel.below(), kernel.right()),
                GraphBuilder.integer("group", layer instanceof Convolution convolution ? convolution.groups() : 1));
        return Operations.activate(graph, layer.activation(), name, sum);
    }

    private static float[] repeated(float[] bias) {
        float[] repeated = new float[PHASES * bias.length];
        for (int index = 0; index < repeated.length; index++) {
            repeated[index] = bias[index % bias.length];
        }
        return repeated;
    }
}
