package io.maskstream.trainer.evaluation;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import io.maskstream.imaging.LabelMaps;
import io.maskstream.imaging.Probabilities;
import io.maskstream.imaging.natives.OnnxRuntimeLibraries;
import io.maskstream.trainer.graph.ModelWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model file in ONNX Runtime, one image at a time.
 *
 * <p>The float probabilities inside the graph are made an output in memory, since the file gives them only as bytes.
 */
public final class ExportedModel implements AutoCloseable {
    private final OrtSession.SessionOptions options;
    private final OrtSession session;
    private final Map<String, String> properties;
    private final int width;
    private final int height;
    private final int classes;

    private ExportedModel(
            OrtSession.SessionOptions options,
            OrtSession session,
            Map<String, String> properties,
            int width,
            int height,
            int classes) {
        this.options = options;
        this.session = session;
        this.properties = properties;
        this.width = width;
        this.height = height;
        this.classes = classes;
    }

    /**
     * What the model says of one image.
     *
     * @param width of the model's masks, in pixels
     * @param height of the model's masks, in pixels
     * @param mask {@code H * W} class ids
     * @param probabilities softmax, {@code C * H * W} values of 0 to 1, class by class; null where the graph has no value
     *     {@code softmax}
     */
    @SuppressWarnings("ArrayRecordComponent") // pixels are handed on, not copied
    public record Prediction(int width, int height, byte[] mask, float @Nullable [] probabilities) {
        private static final int FULL = 255;

        /**
         * The classes at another size, with smooth edges as workers draw them, or of the nearest pixel where there are no
         * probabilities.
         *
         * @return {@code newHeight * newWidth} class ids
         */
        public byte[] enlarged(int newWidth, int newHeight) {
            if (probabilities == null) {
                return LabelMaps.nearest(mask, width, height, newWidth, newHeight);
            }
            int classes = probabilities.length / mask.length;
            byte[] bytes = new byte[probabilities.length];
            for (int index = 0; index < bytes.length; index++) {
                float probability = probabilities[index % classes * mask.length + index / classes];
                bytes[index] = (byte) Math.rint(FULL * (double) probability);
            }
            return Probabilities.argMaxEnlarged(bytes, height, width, classes, newWidth, newHeight);
        }
    }

    /** @throws IOException with a sentence where the file is missing, or no model of the contract */
    public static ExportedModel open(Path file) throws IOException {
        try {
            return open(ModelProto.parseFrom(Files.readAllBytes(file)));
        } catch (InvalidProtocolBufferException | OrtException e) {
            throw new IOException("%s is not an ONNX model that can be run: %s".formatted(file, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is not a Maskstream model: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * @throws OrtException where ONNX Runtime does not take the graph
     * @throws IllegalArgumentException with a sentence where it is no model of the contract
     */
    public static ExportedModel open(ModelProto model) throws OrtException {
        var properties = new LinkedHashMap<String, String>();
        for (StringStringEntryProto property : model.getMetadataPropsList()) {
            properties.put(property.getKey(), property.getValue());
        }
        int height = size(model, ModelWriter.IMAGE, model.getGraph().getInputList(), 1);
        int width = size(model, ModelWriter.IMAGE, model.getGraph().getInputList(), 2);
        int classes = size(model, ModelWriter.PROBABILITIES, model.getGraph().getOutputList(), 3);
        ModelProto.Builder open = model.toBuilder();
        if (model.getGraph().getNodeList().stream()
                .anyMatch(node -> node.getOutputList().contains(ModelWriter.SOFTMAX))) {
            open.getGraphBuilder().addOutput(ModelWriter.softmax(classes, height, width));
        }
        OnnxRuntimeLibraries.prepare();
        var options = new OrtSession.SessionOptions();
        OrtSession session =
                OrtEnvironment.getEnvironment().createSession(open.build().toByteArray(), options);
        return new ExportedModel(options, session, properties, width, height, classes);
    }

    private static int size(ModelProto model, String name, java.util.List<ValueInfoProto> values, int axis) {
        for (ValueInfoProto value : values) {
            if (value.getName().equals(name)
                    && value.getType().getTensorType().getShape().getDimCount() == 4) {
                return (int)
                        value.getType().getTensorType().getShape().getDim(axis).getDimValue();
            }
        }
        throw new IllegalArgumentException("graph %s has no value %s of four axes"
                .formatted(model.getGraph().getName(), name));
    }

    /** The file's {@code metadata_props}. */
    public Map<String, String> properties() {
        return properties;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int classes() {
        return classes;
    }

    /** @param pixels direct, {@code H * W * 3} bytes of RGB at its position, which stays */
    public Prediction predict(ByteBuffer pixels) {
        try (var image = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(),
                        pixels.slice(pixels.position(), width * height * 3),
                        new long[] {1, height, width, 3},
                        OnnxJavaType.UINT8);
                var result = session.run(Map.of(ModelWriter.IMAGE, image))) {
            byte[] mask = new byte[width * height];
            ((OnnxTensor) result.get(ModelWriter.MASK).orElseThrow())
                    .getByteBuffer()
                    .get(mask);
            var softmax = result.get(ModelWriter.SOFTMAX);
            return new Prediction(width, height, mask, softmax.isPresent() ? floats((OnnxTensor) softmax.get()) : null);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed on a model that it had loaded: " + e.getMessage(), e);
        }
    }

    private static float[] floats(OnnxTensor tensor) {
        FloatBuffer values = tensor.getFloatBuffer();
        float[] floats = new float[values.remaining()];
        values.get(floats);
        return floats;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close its session: " + e.getMessage(), e);
        }
        options.close();
    }
}
