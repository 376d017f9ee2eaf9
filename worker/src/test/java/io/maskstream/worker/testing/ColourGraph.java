package io.maskstream.worker.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The graph of {@link TestModels}: a linear classifier of each pixel's colour. */
final class ColourGraph {
    private static final int CLASSES = 3;

    final Map<String, String> names = new HashMap<>();
    String batch = "N";
    String height;
    String width;
    int channels = 3;
    DataType imageType = DataType.UINT8;
    DataType maskType = DataType.UINT8;
    boolean keepDimensions;
    boolean probabilities = true;
    boolean failsOnBrightPixels;
    int idOffset;

    ColourGraph(int width, int height) {
        this.width = Integer.toString(width);
        this.height = Integer.toString(height);
    }

    GraphProto build() {
        var graph = GraphProto.newBuilder().setName("colours");
        String image = name("image");
        graph.addInput(value(image, imageType, List.of(batch, height, width, Integer.toString(channels))));
        graph.addInitializer(floats("weights", weights(), channels, CLASSES));
        graph.addInitializer(floats("bias", List.of(0f, 5f, 0f), CLASSES));
        graph.addInitializer(floats("full", List.of(255f)));
        graph.addInitializer(TensorProto.newBuilder()
                .setName("offset")
                .setDataType(DataType.INT64.getNumber())
                .addInt64Data(idOffset));

        graph.addNode(cast(image, "pixels", DataType.FLOAT));
        String pixels = "pixels";
        if (failsOnBrightPixels) {
            graph.addInitializer(floats("table", Collections.nCopies(201, 0f), 201));
            graph.addNode(cast(image, "indices", DataType.INT32));
            graph.addNode(node("Gather", List.of("table", "indices"), "zeros"));
            graph.addNode(node("Add", List.of("pixels", "zeros"), "checked"));
            pixels = "checked";
        }
        graph.addNode(node("MatMul", List.of(pixels, "weights"), "weighted"));
        graph.addNode(node("Add", List.of("weighted", "bias"), "logits"));
        graph.addNode(node(
                "ArgMax", List.of("logits"), "ids", integer("axis", -1), integer("keepdims", keepDimensions ? 1 : 0)));
        graph.addNode(node("Add", List.of("ids", "offset"), "shifted"));
        graph.addNode(cast("shifted", name("mask"), maskType));
        var maskShape =
                Stream.of(batch, height, width, keepDimensions ? "1" : "").filter(size -> !size.isEmpty());
        graph.addOutput(value(name("mask"), maskType, maskShape.toList()));
        if (probabilities) {
            String output = name("probabilities");
            graph.addNode(node("Softmax", List.of("logits"), "softmax", integer("axis", -1)));
            graph.addNode(node("Mul", List.of("softmax", "full"), "scaled"));
            graph.addNode(node("Round", List.of("scaled"), "rounded"));
            graph.addNode(cast("rounded", output, DataType.UINT8));
            graph.addOutput(value(output, DataType.UINT8, List.of(batch, height, width, Integer.toString(CLASSES))));
        }
        return graph.build();
    }

    private String name(String tensor) {
        return names.getOrDefault(tensor, tensor);
    }

    /** One row for each channel, one column for each class. */
    private List<Float> weights() {
        return IntStream.range(0, channels)
                .boxed()
                .flatMap(channel -> switch (channel) {
                    case 0 -> Stream.of(0.2f, 0f, -0.1f);
                    case 1 -> Stream.of(-0.1f, 0f, -0.1f);
                    case 2 -> Stream.of(-0.1f, 0f, 0.2f);
                    default -> Stream.of(0f, 0f, 0f);
                })
                .collect(Collectors.toList());
    }

    private static NodeProto cast(String input, String output, DataType type) {
        return node("Cast", List.of(input), output, integer("to", type.getNumber()));
    }

    private static NodeProto node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setName(operator + "-" + output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes))
                .build();
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    private static TensorProto floats(String name, List<Float> values, long... shape) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList())
                .addAllFloatData(values)
                .build();
    }

    private static ValueInfoProto value(String name, DataType type, List<String> sizes) {
        var shape = TensorShapeProto.newBuilder();
        for (String size : sizes) {
            shape.addDim(
                    size.matches("[0-9]+")
                            ? Dimension.newBuilder().setDimValue(Long.parseLong(size))
                            : Dimension.newBuilder().setDimParam(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
