package io.maskstream.trainer.precision;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A model in float16 but for what needs more: convolutions of the image itself, whose kernels are divided by 255 and would lose
 * digits, and all that follows the scores.
 */
final class HalfPrecision {
    private static final Set<String> IN_HALVES =
            Set.of("Conv", "ConvTranspose", "Relu", "Add", "Concat", "Resize", "Slice", "DepthToSpace");

    private final ModelProto model;
    private final GraphProto.Builder graph;
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    /** Values in float16. */
    private final Set<String> halves = new HashSet<>();
    /** Values that are still the image. */
    private final Set<String> pixels = new HashSet<>();
    /** Sums of the image, and what their ReLU leaves. */
    private final Set<String> firstSums = new HashSet<>();

    HalfPrecision(ModelProto model) {
        this.model = model;
        this.graph = model.getGraph().toBuilder().clearNode().clearInitializer();
        model.getGraph().getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
        model.getGraph().getInputList().forEach(input -> pixels.add(input.getName()));
    }

    ModelProto converted() {
        for (NodeProto node : model.getGraph().getNodeList()) {
            boolean ofImage = pixels.contains(node.getInput(0));
            boolean reluOfFirst = node.getOpType().equals("Relu") && firstSums.contains(node.getInput(0));
            boolean half = IN_HALVES.contains(node.getOpType()) && !ofImage && !reluOfFirst;
            if (ofImage) {
                (node.getOpType().equals("Conv") ? firstSums : pixels).add(node.getOutput(0));
            }
            if (reluOfFirst) {
                firstSums.add(node.getOutput(0));
            }
            NodeProto.Builder copy = node.toBuilder().clearInput();
            for (int index = 0; index < node.getInputCount(); index++) {
                copy.addInput(input(node, index, half));
            }
            graph.addNode(copy);
            if (half) {
                halves.add(node.getOutput(0));
            }
        }
        return model.toBuilder().setGraph(graph.build()).build();
    }

    private String input(NodeProto node, int index, boolean half) {
        String name = node.getInput(index);
        TensorProto constant = constants.get(name);
        if (constant != null) {
            // what Resize and Slice take beside the values are scales and places
            boolean weights = half && node.getOpType().startsWith("Conv");
            return weights ? halfConstant(constant) : floatConstant(constant);
        }
        if (name.isEmpty() || halves.contains(name) == half) {
            return name;
        }
        return half ? cast(name, name + "/half", DataType.FLOAT16) : cast(name, name + "/float", DataType.FLOAT);
    }

    private String cast(String name, String output, DataType type) {
        if (written.add(output)) {
            graph.addNode(NodeProto.newBuilder()
                    .setName(output)
                    .setOpType("Cast")
                    .addInput(name)
                    .addOutput(output)
                    .addAttribute(AttributeProto.newBuilder()
                            .setName("to")
                            .setType(AttributeType.INT)
                            .setI(type.getNumber())));
        }
        return output;
    }

    private String floatConstant(TensorProto constant) {
        if (written.add(constant.getName())) {
            graph.addInitializer(constant);
        }
        return constant.getName();
    }

    private String halfConstant(TensorProto constant) {
        String name = constant.getName() + "/half";
        if (written.add(name)) {
            FloatBuffer values = constant.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            ByteBuffer bytes = ByteBuffer.allocate(2 * values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            while (values.hasRemaining()) {
                bytes.putShort(Fp16Conversions.floatToFp16(values.get()));
            }
            graph.addInitializer(constant.toBuilder()
                    .setName(name)
                    .setDataType(DataType.FLOAT16.getNumber())
                    .setRawData(ByteString.copyFrom(bytes.flip())));
        }
        return name;
    }
}
