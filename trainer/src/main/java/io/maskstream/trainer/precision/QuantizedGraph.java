package io.maskstream.trainer.precision;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph of integer numbers in the making: its constants, and the nodes between numbers and floats. */
final class QuantizedGraph {
    /**
     * Seven bits: two products of 63 and 255 fit in 16 bits, in which processors without VNNI add them up, and larger ones would be
     * cut off there. It costs next to nothing in masks.
     */
    private static final int LARGEST = 63;

    private final GraphProto.Builder graph;
    private final Set<String> constants = new HashSet<>();
    private int dequantized;

    /** @param old whose inputs, outputs and name it has */
    QuantizedGraph(GraphProto old) {
        graph = old.toBuilder().clearNode().clearInitializer().clearValueInfo();
    }

    GraphProto build() {
        return graph.build();
    }

    void add(NodeProto.Builder node) {
        graph.addNode(node);
    }

    /** Floats of uint8 numbers, for one taker. */
    String floats(String numbers, Range range, String taker) {
        String output = "%s/float_%d".formatted(taker, dequantized++);
        graph.addNode(node("DequantizeLinear", output, List.of(numbers, scale(range), zeroPoint(range))));
        return output;
    }

    /** uint8 numbers of floats. */
    String numbers(String floats, String name, Range range) {
        graph.addNode(node("QuantizeLinear", name, List.of(floats, scale(range), zeroPoint(range))));
        return name;
    }

    /** A kernel as int8 numbers, and floats of them. */
    String kernel(TensorProto kernel, float[] scales) {
        FloatBuffer values = floats(kernel);
        byte[] numbers = new byte[values.remaining()];
        int each = numbers.length / scales.length;
        for (int index = 0; index < numbers.length; index++) {
            long number = Math.round((double) values.get(index) / scales[index / each]);
            numbers[index] = (byte) Math.max(-LARGEST, Math.min(LARGEST, number));
        }
        String name = kernel.getName();
        constant(name + "/numbers", DataType.INT8, kernel.getDimsList(), ByteString.copyFrom(numbers));
        constant(name + "/scales", DataType.FLOAT, List.of((long) scales.length), bytes(scales));
        constant(
                name + "/zeros",
                DataType.INT8,
                List.of((long) scales.length),
                ByteString.copyFrom(new byte[scales.length]));
        return dequantize(name);
    }

    /** A bias as int32 numbers of the sum's own scale, and floats of them. */
    String bias(TensorProto bias, float[] kernelScales, float inputScale) {
        FloatBuffer values = floats(bias);
        float[] scales = new float[kernelScales.length];
        ByteBuffer numbers = ByteBuffer.allocate(4 * scales.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer zeros = ByteBuffer.allocate(4 * scales.length);
        for (int channel = 0; channel < scales.length; channel++) {
            scales[channel] = kernelScales[channel] * inputScale;
            long number = Math.round((double) values.get(channel) / scales[channel]);
            numbers.putInt((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number)));
        }
        String name = bias.getName();
        List<Long> shape = List.of((long) scales.length);
        constant(name + "/numbers", DataType.INT32, shape, ByteString.copyFrom(numbers.flip()));
        constant(name + "/scales", DataType.FLOAT, shape, bytes(scales));
        constant(name + "/zeros", DataType.INT32, shape, ByteString.copyFrom(zeros));
        return dequantize(name);
    }

    private String dequantize(String name) {
        NodeProto.Builder node =
                node("DequantizeLinear", name, List.of(name + "/numbers", name + "/scales", name + "/zeros"));
        node.addAttribute(AttributeProto.newBuilder()
                .setName("axis")
                .setType(AttributeType.INT)
                .setI(0));
        graph.addNode(node);
        return name;
    }

    /** One for each channel out; the largest value of its kernel is 63. */
    static float[] channelScales(TensorProto kernel) {
        FloatBuffer values = floats(kernel);
        float[] scales = new float[Math.toIntExact(kernel.getDims(0))];
        int each = values.remaining() / scales.length;
        for (int channel = 0; channel < scales.length; channel++) {
            float largest = 1e-8f;
            for (int index = channel * each; index < (channel + 1) * each; index++) {
                largest = Math.max(largest, Math.abs(values.get(index)));
            }
            scales[channel] = largest / LARGEST;
        }
        return scales;
    }

    /** Constants that a node takes as they are. */
    void keepConstants(NodeProto node, Map<String, TensorProto> all) {
        for (String input : node.getInputList()) {
            TensorProto constant = all.get(input);
            if (constant != null && constants.add(input)) {
                graph.addInitializer(constant);
            }
        }
    }

    private String scale(Range range) {
        String name = "scale/%s".formatted(range.scale());
        constant(name, DataType.FLOAT, List.of(), bytes(range.scale()));
        return name;
    }

    private String zeroPoint(Range range) {
        String name = "zero-point/%d".formatted(range.zeroPoint());
        constant(name, DataType.UINT8, List.of(), ByteString.copyFrom(new byte[] {(byte) range.zeroPoint()}));
        return name;
    }

    private void constant(String name, DataType type, List<Long> shape, ByteString data) {
        if (constants.add(name)) {
            graph.addInitializer(TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(type.getNumber())
                    .addAllDims(shape)
                    .setRawData(data));
        }
    }

    private static NodeProto.Builder node(String operator, String output, List<String> inputs) {
        return NodeProto.newBuilder()
                .setName(output + "/" + operator)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output);
    }

    /** The only value of a constant. */
    static float scalar(TensorProto constant) {
        return floats(constant).get(0);
    }

    private static FloatBuffer floats(TensorProto tensor) {
        return tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }

    private static ByteString bytes(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }
}
