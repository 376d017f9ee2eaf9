package io.maskstream.trainer.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.WeightArray;
import io.maskstream.trainer.network.WeightNames;
import java.util.List;
import java.util.Map;

/**
 * Writes a network as the worker's model contract has it: {@code image} uint8 [N, H, W, 3] in; {@code mask} uint8 [N, H, W] and
 * {@code probabilities} uint8 [N, H, W, C] (softmax × 255, rounded) out.
 */
public final class ModelWriter {
    /** Name of the float probabilities [N, C, H, W] inside the graph, which evaluation looks at. */
    public static final String SOFTMAX = "softmax";

    /** Name of the input. */
    public static final String IMAGE = "image";
    /** Name of the output of class ids. */
    public static final String MASK = "mask";
    /** Name of the output of probabilities as bytes. */
    public static final String PROBABILITIES = "probabilities";

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final Lowering lowering;

    private ModelWriter(Lowering lowering) {
        this.lowering = lowering;
    }

    /**
     * @param graph {@code fast}: rewritten for speed, with the same results; or {@code plain}: a node for each layer
     * @throws IllegalArgumentException with a sentence where it is neither
     */
    public static ModelWriter of(String graph) {
        return new ModelWriter(Lowering.named(graph));
    }

    /**
     * @param weights by {@link WeightNames}
     * @param properties go into the file's {@code metadata_props}, in their order
     * @throws IllegalArgumentException with a sentence where weights are missing, or no graph of this kind can say a layer
     */
    public ModelProto write(
            NetworkDefinition network, Map<String, WeightArray> weights, Map<String, String> properties) {
        var graph = new GraphBuilder(network.name());
        graph.input(IMAGE, DataType.UINT8, network.height(), network.width(), 3);
        String floats =
                graph.node("Cast", "pixels", List.of(IMAGE), GraphBuilder.integer("to", DataType.FLOAT.getNumber()));
        String planes = graph.node("Transpose", "planes", List.of(floats), GraphBuilder.integers("perm", 0, 3, 1, 2));
        String scores = lowering.lower(graph, network, new Weights(weights), planes);
        addMask(graph, scores);
        addProbabilities(graph, scores);
        graph.output(MASK, DataType.UINT8, network.height(), network.width());
        graph.output(PROBABILITIES, DataType.UINT8, network.height(), network.width(), network.classes());
        var model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("maskstream")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph.build());
        properties.forEach((name, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(name).setValue(value)));
        return model.build();
    }

    /** What {@link #SOFTMAX} is, for whoever makes it an output. */
    public static ValueInfoProto softmax(int classes, int height, int width) {
        return GraphBuilder.value(SOFTMAX, DataType.FLOAT, classes, height, width);
    }

    private static void addMask(GraphBuilder graph, String scores) {
        String ids = graph.node(
                "ArgMax", "ids", List.of(scores), GraphBuilder.integer("axis", 1), GraphBuilder.integer("keepdims", 0));
        graph.node("Cast", MASK, List.of(ids), GraphBuilder.integer("to", DataType.UINT8.getNumber()));
    }

    private static void addProbabilities(GraphBuilder graph, String scores) {
        String softmax = graph.node("Softmax", SOFTMAX, List.of(scores), GraphBuilder.integer("axis", 1));
        String full = graph.constant("full", new float[] {255});
        String scaled = graph.node("Mul", "softmax/scaled", List.of(softmax, full));
        String rounded = graph.node("Round", "softmax/rounded", List.of(scaled));
        String bytes = graph.node(
                "Cast", "softmax/bytes", List.of(rounded), GraphBuilder.integer("to", DataType.UINT8.getNumber()));
        graph.node("Transpose", PROBABILITIES, List.of(bytes), GraphBuilder.integers("perm", 0, 2, 3, 1));
    }
}
