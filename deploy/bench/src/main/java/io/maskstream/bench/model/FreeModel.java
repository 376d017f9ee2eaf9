package io.maskstream.bench.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that keeps the contract and costs next to nothing: whatever the image is, it says that there is a pet of the shape of
 * an ellipse in the middle, with an outline and soft edges. What is left is the cost of everything around a model.
 */
public final class FreeModel {
    /** Its name in events and results. */
    public static final String NAME = "free";

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;
    private static final int SIDE = 200;
    private static final int CLASSES = 3;
    private static final double OUTLINE_WIDTH = 0.12;
    private static final double SHARPNESS = 14;
    private static final Map<String, String> PROPERTIES = new LinkedHashMap<>(Map.of(
            "maskstream.contract", "1",
            "maskstream.name", NAME,
            "maskstream.version", "1",
            "maskstream.classes",
                    "[{\"id\":0,\"name\":\"pet\",\"color\":\"#FF8C1A\"},{\"id\":1,\"name\":\"background\",\"color\":\"#1F2937\"},{\"id\":2,\"name\":\"outline\",\"color\":\"#FFFFFF\"}]",
            "maskstream.resize", "area",
            "maskstream.licence", "Apache-2.0"));

    private FreeModel() {}

    /** Writes it, for images of 200 x 200, over what is there. */
    public static Path write(Path file) throws IOException {
        return Files.write(file, model().toByteArray());
    }

    private static ModelProto model() {
        byte[] probabilities = new byte[SIDE * SIDE * CLASSES];
        byte[] mask = new byte[SIDE * SIDE];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            int[] shares = shares(pixel % SIDE, pixel / SIDE);
            for (int id = 0; id < CLASSES; id++) {
                probabilities[pixel * CLASSES + id] = (byte) shares[id];
                if (shares[id] > shares[mask[pixel]]) {
                    mask[pixel] = (byte) id;
                }
            }
        }
        GraphProto graph = GraphProto.newBuilder()
                .setName(NAME)
                .addInput(Onnx.value("image", SIDE, SIDE, 3))
                .addInitializer(Onnx.bytes("one/mask", mask, 1, SIDE, SIDE))
                .addInitializer(Onnx.bytes("one/probabilities", probabilities, 1, SIDE, SIDE, CLASSES))
                .addInitializer(Onnx.longs("mask/size", SIDE, SIDE))
                .addInitializer(Onnx.longs("probabilities/size", SIDE, SIDE, CLASSES))
                .addNode(
                        Onnx.node("Shape", "batch", List.of("image"), Onnx.integer("start", 0), Onnx.integer("end", 1)))
                .addNode(Onnx.node("Concat", "mask/shape", List.of("batch", "mask/size"), Onnx.integer("axis", 0)))
                .addNode(Onnx.node(
                        "Concat",
                        "probabilities/shape",
                        List.of("batch", "probabilities/size"),
                        Onnx.integer("axis", 0)))
                .addNode(Onnx.node("Expand", "mask", List.of("one/mask", "mask/shape")))
                .addNode(Onnx.node("Expand", "probabilities", List.of("one/probabilities", "probabilities/shape")))
                .addOutput(Onnx.value("mask", SIDE, SIDE))
                .addOutput(Onnx.value("probabilities", SIDE, SIDE, CLASSES))
                .build();
        var model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("maskstream-bench")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph);
        PROPERTIES.forEach(
                (name, value) -> model.addMetadataPropsBuilder().setKey(name).setValue(value));
        return model.build();
    }

    /** Pet, background and outline at a pixel: the softmax of how far inside, outside and near the ellipse's edge it is, times 255. */
    private static int[] shares(int x, int y) {
        double across = (x + 0.5 - SIDE / 2.0) / (SIDE * 0.28);
        double down = (y + 0.5 - SIDE / 2.0) / (SIDE * 0.36);
        double beyond = Math.sqrt(across * across + down * down) - 1;
        double[] scores = {
            Math.exp(-SHARPNESS * beyond), Math.exp(SHARPNESS * beyond), Math.exp(SHARPNESS * OUTLINE_WIDTH)
        };
        double sum = scores[0] + scores[1] + scores[2];
        int[] shares = new int[CLASSES];
        for (int id = 0; id < CLASSES; id++) {
            shares[id] = (int) Math.round(255 * scores[id] / sum);
        }
        return shares;
    }
}
