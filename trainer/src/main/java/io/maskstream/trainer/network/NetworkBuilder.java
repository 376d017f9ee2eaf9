package io.maskstream.trainer.network;

import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Addition;
import io.maskstream.trainer.network.Layer.Concatenation;
import io.maskstream.trainer.network.Layer.Convolution;
import io.maskstream.trainer.network.Layer.PixelShuffle;
import io.maskstream.trainer.network.Layer.Upsampling;
import io.maskstream.trainer.network.NetworkDefinition.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network in the making; each method adds a layer, and returns the name of the value that it gives. */
final class NetworkBuilder {
    private final String name;
    private final int width;
    private final int height;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    NetworkBuilder(String name, int width, int height) {
        this.name = name;
        this.width = width;
        this.height = height;
        shapes.put(NetworkDefinition.IMAGE, new Shape(3, height, width));
    }

    /** A normalised convolution. */
    String convolution(String layer, String source, int outputs, int kernel, int stride, Activation activation) {
        int inputs = shape(source).channels();
        return add(new Convolution(layer, inputs, outputs, kernel, stride, 1, true, activation), source);
    }

    /** A normalised convolution of each channel by itself, then ReLU. */
    String depthwise(String layer, String source, int kernel, int stride) {
        int channels = shape(source).channels();
        return add(new Convolution(layer, channels, channels, kernel, stride, channels, true, Activation.RELU), source);
    }

    /** Scores: a convolution with biases, without activation. */
    String scores(String layer, String source, int outputs, int kernel) {
        int inputs = shape(source).channels();
        return add(new Convolution(layer, inputs, outputs, kernel, 1, Activation.NONE), source);
    }

    /** Doubles to the size of another value. */
    String upsampling(String layer, String source, String like) {
        return add(new Upsampling(layer, shape(like).height(), shape(like).width()), source);
    }

    String addition(String layer, String... sources) {
        return add(new Addition(layer), sources);
    }

    String concatenation(String layer, String... sources) {
        return add(new Concatenation(layer), sources);
    }

    String pixelShuffle(String layer, String source) {
        return add(new PixelShuffle(layer), source);
    }

    private String add(Layer layer, String... sources) {
        List<Shape> inputs = List.of(sources).stream().map(this::shape).toList();
        shapes.put(layer.name(), layer.output(inputs));
        steps.add(new Step(layer, List.of(sources)));
        return layer.name();
    }

    Shape shape(String value) {
        Shape shape = shapes.get(value);
        if (shape == null) {
            throw new IllegalArgumentException("no layer gives " + value);
        }
        return shape;
    }

    NetworkDefinition build() {
        return new NetworkDefinition(name, width, height, steps);
    }
}
