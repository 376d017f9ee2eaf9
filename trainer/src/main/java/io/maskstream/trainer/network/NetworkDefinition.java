package io.maskstream.trainer.network;

import java.util.List;

/**
 * A network as data: pixels divided by 255, then its layers one after the other, the last of which gives a score per class.
 *
 * @param width of the input, in pixels
 * @param height of the input, in pixels
 */
public record NetworkDefinition(String name, int width, int height, List<Layer> layers) {
    /** Factor from pixel values to the first layer's input. */
    public static final double RESCALE = 1.0 / 255;

    public NetworkDefinition {
        layers = List.copyOf(layers);
        for (int index = 1; index < layers.size(); index++) {
            Layer before = layers.get(index - 1);
            Layer layer = layers.get(index);
            if (layer.inputs() != before.outputs()) {
                throw new IllegalArgumentException("layer %s takes %d channels, but %s before it gives %d"
                        .formatted(layer.name(), layer.inputs(), before.name(), before.outputs()));
            }
        }
    }

    public int classes() {
        return layers.get(layers.size() - 1).outputs();
    }

    public long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }
}
