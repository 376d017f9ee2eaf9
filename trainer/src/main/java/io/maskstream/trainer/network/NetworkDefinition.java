package io.maskstream.trainer.network;

import io.maskstream.trainer.network.Layer.Weighted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as data: pixels divided by 255, then its steps, the last of which gives a score per class.
 *
 * @param width of the input, in pixels
 * @param height of the input, in pixels
 * @param steps in an order in which each comes after those that it takes from
 */
public record NetworkDefinition(String name, int width, int height, List<Step> steps) {
    /** Name of the network's input among the values. */
    public static final String IMAGE = "image";
    /** Factor from pixel values to the first layer's input. */
    public static final double RESCALE = 1.0 / 255;

    private static final int COLOURS = 3;

    /**
     * A layer in its place.
     *
     * @param sources what it takes: {@link #IMAGE}, or names of layers before it
     */
    public record Step(Layer layer, List<String> sources) {
        public Step {
            sources = List.copyOf(sources);
        }

        /** Of a layer that takes one value. */
        public String source() {
            return sources.get(0);
        }
    }

    public NetworkDefinition {
        steps = List.copyOf(steps);
        shapes(width, height, steps);
    }

    /** Layers one after the other. */
    public static NetworkDefinition chain(String name, int width, int height, List<? extends Layer> layers) {
        var steps = new ArrayList<Step>();
        String before = IMAGE;
        for (Layer layer : layers) {
            steps.add(new Step(layer, List.of(before)));
            before = layer.name();
        }
        return new NetworkDefinition(name, width, height, steps);
    }

    /** Whether what is made of an image depends, in training, on the images beside it. */
    public boolean normalised() {
        return steps.stream().anyMatch(step -> step.layer() instanceof Weighted weighted && weighted.normalised());
    }

    /** The shape of each value by its name, in order, the image's first. */
    public Map<String, Shape> shapes() {
        return shapes(width, height, steps);
    }

    private static Map<String, Shape> shapes(int width, int height, List<Step> steps) {
        var shapes = new LinkedHashMap<String, Shape>();
        shapes.put(IMAGE, new Shape(COLOURS, height, width));
        for (Step step : steps) {
            String name = step.layer().name();
            var inputs = new ArrayList<Shape>();
            for (String source : step.sources()) {
                Shape shape = shapes.get(source);
                if (shape == null) {
                    throw new IllegalArgumentException(
                            "layer %s takes %s, which no layer before it gives".formatted(name, source));
                }
                inputs.add(shape);
            }
            if (shapes.put(name, step.layer().output(inputs)) != null) {
                throw new IllegalArgumentException("two layers are called " + name);
            }
        }
        return shapes;
    }

    public List<Layer> layers() {
        return steps.stream().map(Step::layer).toList();
    }

    /** The layer that gives the scores. */
    public Layer last() {
        return steps.get(steps.size() - 1).layer();
    }

    /** Of the scores. */
    public Shape output() {
        Shape output = shapes().get(last().name());
        if (output == null) {
            throw new IllegalStateException("the last layer has a shape");
        }
        return output;
    }

    public int classes() {
        return output().channels();
    }

    public long parameters() {
        return layers().stream().mapToLong(Layer::parameters).sum();
    }

    /** Products that are added up for one image; a transposed convolution's are counted over its input. */
    public long multiplyAdds() {
        Map<String, Shape> shapes = shapes();
        long sum = 0;
        for (Step step : steps) {
            if (step.layer() instanceof Weighted layer) {
                String counted = layer instanceof Layer.Convolution ? layer.name() : step.source();
                Shape places = shapes.get(counted);
                sum += places == null ? 0 : layer.productsPerPlace() * places.height() * places.width();
            }
        }
        return sum;
    }
}
