package io.maskstream.trainer.graph;

import io.maskstream.trainer.network.Layer;
import io.maskstream.trainer.network.Layer.Activation;
import io.maskstream.trainer.network.Layer.Addition;
import io.maskstream.trainer.network.Layer.Concatenation;
import io.maskstream.trainer.network.Layer.PixelShuffle;
import io.maskstream.trainer.network.Layer.Upsampling;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Shape;
import java.util.List;

/** The operations that every lowering writes alike. */
final class Operations {
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    private Operations() {}

    /** Pixels of 0 to 1. */
    static String rescale(GraphBuilder graph, String pixels) {
        String scale = graph.constant("rescaling/factor", new float[] {(float) NetworkDefinition.RESCALE});
        return graph.node("Mul", "rescaling", List.of(pixels, scale));
    }

    /** What follows a sum; the softmax is added to the scores by {@link ModelWriter}. */
    static String activate(GraphBuilder graph, Activation activation, String name, String sum) {
        return activation == Activation.RELU ? graph.node("Relu", name + "/relu", List.of(sum)) : sum;
    }

    /**
     * A layer without weights.
     *
     * @param input shape of its first input
     */
    static String lower(GraphBuilder graph, Layer layer, List<String> inputs, Shape input) {
        String name = layer.name();
        if (layer instanceof Upsampling upsampling) {
            return upsample(graph, upsampling, inputs.get(0), input);
        }
        if (layer instanceof Addition) {
            String sum = inputs.get(0);
            for (int index = 1; index < inputs.size(); index++) {
                String called = index == inputs.size() - 1 ? name : "%s/%d".formatted(name, index);
                sum = graph.node("Add", called, List.of(sum, inputs.get(index)));
            }
            return sum;
        }
        if (layer instanceof Concatenation) {
            return graph.node("Concat", name, inputs, GraphBuilder.integer("axis", 1));
        }
        if (layer instanceof PixelShuffle) {
            return graph.node(
                    "DepthToSpace",
                    name,
                    inputs,
                    GraphBuilder.integer("blocksize", 2),
                    GraphBuilder.text("mode", "CRD"));
        }
        throw new IllegalArgumentException(name + " has weights");
    }

    private static String upsample(GraphBuilder graph, Upsampling layer, String input, Shape shape) {
        String name = layer.name();
        boolean whole = layer.height() == 2 * shape.height() && layer.width() == 2 * shape.width();
        String scales = graph.constant(name + "/scales", new float[] {1, 1, 2, 2}, 4);
        String doubled = graph.node(
                "Resize",
                whole ? name : name + "/whole",
                List.of(input, "", scales),
                GraphBuilder.text("mode", "nearest"),
                GraphBuilder.text("coordinate_transformation_mode", "asymmetric"),
                GraphBuilder.text("nearest_mode", "floor"));
        if (whole) {
            return doubled;
        }
        String starts = graph.constant(name + "/starts", 0, 0);
        String ends = graph.constant(name + "/ends", layer.height(), layer.width());
        String axes = graph.constant(name + "/axes", ROWS, COLUMNS);
        return graph.node("Slice", name, List.of(doubled, starts, ends, axes));
    }
}
