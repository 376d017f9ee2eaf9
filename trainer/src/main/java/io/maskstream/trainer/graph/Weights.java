package io.maskstream.trainer.graph;

import io.maskstream.trainer.network.Layer.Weighted;
import io.maskstream.trainer.network.WeightArray;
import io.maskstream.trainer.network.WeightNames;
import java.util.Map;

/** A checkpoint's weights as kernels and biases alone: batch normalisation is folded into both. */
final class Weights {
    private final Map<String, WeightArray> arrays;

    /** @param arrays by {@link WeightNames} */
    Weights(Map<String, WeightArray> arrays) {
        this.arrays = arrays;
    }

    /** In PyTorch's order of axes. */
    WeightArray kernel(Weighted layer) {
        WeightArray kernel = named(WeightNames.kernel(layer));
        if (!layer.normalised()) {
            return kernel;
        }
        float[] values = kernel.values().clone();
        int each = values.length / layer.outputs();
        for (int index = 0; index < values.length; index++) {
            values[index] = (float) (values[index] * factor(layer, index / each));
        }
        return new WeightArray(kernel.shape(), values);
    }

    /** One value for each channel out. */
    float[] bias(Weighted layer) {
        if (!layer.normalised()) {
            return named(WeightNames.bias(layer)).values();
        }
        float[] bias = named(WeightNames.beta(layer)).values().clone();
        float[] mean = named(WeightNames.mean(layer)).values();
        for (int channel = 0; channel < bias.length; channel++) {
            bias[channel] = (float) (bias[channel] - mean[channel] * factor(layer, channel));
        }
        return bias;
    }

    private double factor(Weighted layer, int channel) {
        double variance = named(WeightNames.variance(layer)).values()[channel];
        return named(WeightNames.gamma(layer)).values()[channel] / Math.sqrt(variance + WeightNames.EPSILON);
    }

    private WeightArray named(String name) {
        WeightArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the checkpoint has no " + name + ": it is of another network");
        }
        return array;
    }
}
