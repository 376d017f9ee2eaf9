package io.maskstream.trainer.pytorch;

import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.WeightNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * A network's weights on a device, by {@link WeightNames}: parameters, which the optimizer moves, and statistics, which follow the images.
 * Owns them until it is closed.
 */
final class TorchWeights implements AutoCloseable {
    private final TorchDevice device;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> statistics = new LinkedHashMap<>();

    private TorchWeights(TorchDevice device) {
        this.device = device;
    }

    /**
     * Kernels begin as Keras begins them (Glorot and Bengio, 2010) with zero biases, or, where normalised, as He et al. (2015)
     * proposed for ReLU.
     *
     * @param seed weights of one seed begin alike, wherever they are
     */
    static TorchWeights begin(NetworkDefinition definition, long seed, TorchDevice device) {
        var weights = new TorchWeights(device);
        torch.manual_seed(seed);
        try (var scope = new PointerScope()) {
            for (Layer layer : definition.layers()) {
                if (layer instanceof Weighted weighted) {
                    weights.begin(weighted);
                }
            }
        }
        return weights;
    }

    private void begin(Weighted layer) {
        long[] shape = layer.kernelShape();
        double area = (double) layer.kernel() * layer.kernel();
        double limit = layer.normalised()
                ? Math.sqrt(6.0 / (shape[1] * area))
                : Math.sqrt(6.0 / (layer.inputs() * area + layer.outputs() * area));
        add(
                WeightNames.kernel(layer),
                torch.empty(shape)
                        .uniform_(-limit, limit, new GeneratorOptional())
                        .contiguous(MemoryFormat.ChannelsLast));
        if (layer.normalised()) {
            add(WeightNames.gamma(layer), torch.ones(layer.outputs()));
            add(WeightNames.beta(layer), torch.zeros(layer.outputs()));
            keep(statistics, WeightNames.mean(layer), device.place(torch.zeros(layer.outputs())));
            keep(statistics, WeightNames.variance(layer), device.place(torch.ones(layer.outputs())));
        } else {
            add(WeightNames.bias(layer), torch.zeros(layer.outputs()));
        }
    }

    /** The same parameters, with gradients of their own, and a copy of the statistics; closed by the caller, before or after these. */
    TorchWeights shared() {
        return another(false);
    }

    TorchWeights copy() {
        return another(true);
    }

    private TorchWeights another(boolean copied) {
        var other = new TorchWeights(device);
        try (var scope = new PointerScope()) {
            parameters.forEach((name, tensor) -> {
                Tensor weights = tensor.detach();
                other.add(name, copied ? weights.clone() : weights);
            });
            statistics.forEach((name, tensor) -> keep(other.statistics, name, tensor.clone()));
        }
        return other;
    }

    private void add(String name, Tensor tensor) {
        Tensor placed = device.place(tensor);
        placed.set_requires_grad(true);
        keep(parameters, name, placed);
    }

    private static void keep(Map<String, Tensor> tensors, String name, Tensor tensor) {
        tensor.retainReference();
        tensors.put(name, tensor);
    }

    /** In the order of the layers. */
    Map<String, Tensor> parameters() {
        return parameters;
    }

    Map<String, Tensor> statistics() {
        return statistics;
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
        statistics.values().forEach(Tensor::close);
    }
}
