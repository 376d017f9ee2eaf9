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

/** A node for each layer, as any exporter writes it: what the faster graph is compared with. */
final class PlainLowering implements Lowering {
    @Override
    public String lower(
            GraphBuilder graph, NetworkDefinition network, Map<String, WeightArray> weights, String pixels) {
        String scale = graph.constant("rescaling/factor", new float[] {(float) NetworkDefinition.RESCALE});
        String value = graph.node("Mul", "rescaling", List.of(pixels, scale));
        int height = network.height();
        int width = network.width();
        for (Layer layer : network.layers()) {
            value = lower(graph, layer, weights, value, height, width);
            height = layer.outputSize(height);
            width = layer.outputSize(width);
        }
        return value;
    }

    private static String lower(
            GraphBuilder graph, Layer layer, Map<String, WeightArray> weights, String input, int height, int width) {
        WeightArray kernel = Weights.named(weights, TorchNetwork.kernelName(layer));
        WeightArray bias = Weights.named(weights, TorchNetwork.biasName(layer));
        long[] shape = kernel.shape().stream().mapToLong(Long::longValue).toArray();
        var inputs = List.of(
                input,
                graph.constant(TorchNetwork.kernelName(layer), kernel.values(), shape),
                graph.constant(TorchNetwork.biasName(layer), bias.values(), layer.outputs()));
        String sum = graph.node(
                layer instanceof Convolution ? "Conv" : "ConvTranspose",
                layer.name(),
                inputs,
                GraphBuilder.integers("kernel_shape", layer.kernel(), layer.kernel()),
                GraphBuilder.integers("strides", layer.stride(), layer.stride()),
                GraphBuilder.integers("pads", pads(layer, height, width)));
        return layer.activation() == Activation.RELU ? graph.node("Relu", layer.name() + "/relu", List.of(sum)) : sum;
    }

    private static long[] pads(Layer layer, int height, int width) {
        int vertical;
        int horizontal;
        if (layer instanceof Convolution convolution) {
            vertical = convolution.totalPadding(height);
            horizontal = convolution.totalPadding(width);
        } else {
            vertical = ((TransposedConvolution) layer).totalCropping();
            horizontal = vertical;
        }
        return new long[] {
            vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2,
        };
    }
}
