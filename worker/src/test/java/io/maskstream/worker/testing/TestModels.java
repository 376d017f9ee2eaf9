package io.maskstream.worker.testing;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes tiny ONNX models that tell pixels apart by their colour alone: pet (0) where red prevails, outline (2) where blue
 * does, else background (1). A plain pixel of red or blue has a probability of 255, one of grey 252.
 *
 * <p>As written by {@code TestModels.colours(width, height).writeTo(folder)} a model keeps the contract; each other method breaks one
 * clause of it.
 */
public final class TestModels {
    /** The classes as the model's property names them. */
    public static final String CLASSES = """
            [{"id":0,"name":"pet","color":"#FF8C1A"},{"id":1,"name":"background","color":"#202020"},\
            {"id":2,"name":"outline","color":"#FFFFFF"}]""";

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final ColourGraph graph;

    private TestModels(int width, int height) {
        graph = new ColourGraph(width, height);
        properties.put("maskstream.contract", "1");
        properties.put("maskstream.name", "colours");
        properties.put("maskstream.version", "7");
        properties.put("maskstream.classes", CLASSES);
        properties.put("maskstream.resize", "area");
        properties.put("maskstream.licence", "Apache-2.0");
    }

    /** A model whose input is of that size in pixels. */
    public static TestModels colours(int width, int height) {
        return new TestModels(width, height);
    }

    public TestModels with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    public TestModels without(String property) {
        properties.remove(property);
        return this;
    }

    /** Renames the input or an output. */
    public TestModels named(String tensor, String other) {
        graph.names.put(tensor, other);
        return this;
    }

    /** Gives the input a size for N, or open sizes for height and width: each is a number, or a name where it is open. */
    public TestModels withImageShape(String batch, String height, String width, int channels) {
        graph.batch = batch;
        graph.height = height;
        graph.width = width;
        graph.channels = channels;
        return this;
    }

    /** The input is float, not uint8. */
    public TestModels withFloatImage() {
        graph.imageType = DataType.FLOAT;
        return this;
    }

    /** The mask is int64, as ArgMax writes it. */
    public TestModels withWideMask() {
        graph.maskType = DataType.INT64;
        return this;
    }

    /** The mask is [N,H,W,1]. */
    public TestModels withMaskInFourDimensions() {
        graph.keepDimensions = true;
        return this;
    }

    /** The probabilities are not an output. */
    public TestModels withoutProbabilities() {
        graph.probabilities = false;
        return this;
    }

    /** Each class id in the mask is 100 too high. */
    public TestModels withUnknownIds() {
        graph.idOffset = 100;
        return this;
    }

    /** Running it fails on an image with a pixel that has more than 200 of red, green or blue. */
    public TestModels failingOnBrightPixels() {
        graph.failsOnBrightPixels = true;
        return this;
    }

    /** Writes the model into the folder and returns its file. */
    public Path writeTo(Path folder) {
        var model = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("maskstream-tests")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
                .setGraph(graph.build());
        properties.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        try {
            return Files.write(folder.resolve("colours.onnx"), model.build().toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
