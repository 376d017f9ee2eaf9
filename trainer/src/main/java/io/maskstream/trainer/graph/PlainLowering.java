package io.maskstream.trainer.graph;

import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.TransposedConvolution;
import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.NetworkDefinition.Step;
import io.maskstream.trainer.network.Shape;
import io.maskstream.trainer.network.WeightArray;
import io.maskstream.trainer.network.WeightNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A node for each layer, as any exporter writes it: what the faster graph is compared with. */
final class PlainLowering implements Lowering {
    @Override
    public String lower(GraphBuilder graph, NetworkDefinition network, Weights weights, String pixels) {
        Map<String, Shape> shapes = network.shapes();
        var values = new HashMap<String, String>();
        values.put(NetworkDefinition.IMAGE, Operations.rescale(graph, pixels));
        String value = pixels;
        for (Step step : network.steps()) {
            Shape input = Objects.requireNonNull(shapes.get(step.source()));
            List<String> inputs = step.sources().stream()
                    .map(source -> Objects.requireNonNull(values.get(source)))
                    .toList();
            value = step.layer() instanceof Weighted layer
                    ? lower(graph, layer, weights, inputs.get(0), input)
                    : Operations.lower(graph, step.layer(), inputs, input);
            values.put(step.layer().name(), value);
        }
        return value;
    }

    private static String lower(GraphBuilder graph, Weighted layer, Weights weights, String input, Shape shape) {
        WeightArray kernel = weights.kernel(layer);
        long[] sizes = kernel.shape().stream().mapToLong(Long::longValue).toArray();
        var inputs = List.of(
                input,
                graph.constant(WeightNames.kernel(layer), kernel.values(), sizes),
                graph.constant(WeightNames.bias(layer), weights.bias(layer), layer.outputs()));
        String sum = graph.node(
                layer instanceof Convolution ? "Conv" : "ConvTranspose",
                layer.name(),
                inputs,
                GraphBuilder.integers("kernel_shape", layer.kernel(), layer.kernel()),
                GraphBuilder.integers("strides", layer.stride(), layer.stride()),
                GraphBuilder.integers("pads", pads(layer, shape)),
                GraphBuilder.integer("group", layer instanceof Convolution convolution ? convolution.groups() : 1));
        return Operations.activate(graph, layer.activation(), layer.name(), sum);
    }

    private static long[] pads(Weighted layer, Shape shape) {
        int vertical;
        int horizontal;
        if (layer instanceof Convolution convolution) {
            vertical = convolution.totalPadding(shape.height());
            horizontal = convolution.totalPadding(shape.width());
        } else {
            vertical = ((TransposedConvolution) layer).totalCropping();
            horizontal = vertical;
        }
        return new long[] {
            vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2,
        };
    }
}
