package io.maskstream.trainer.precision;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.maskstream.imaging.natives.OnnxRuntimeLibraries;
import io.maskstream.trainer.data.Samples;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which values the sums inside a network take on images like those that it will see.
 *
 * <p>The mean over the images of the lowest and the highest value of each: what only one image comes to is cut off, so that all the
 * others get finer steps (Krishnamoorthi, "Quantizing deep convolutional networks for efficient inference", 2018).
 */
final class Calibration {
    private final Map<String, Range> ranges;

    private Calibration(Map<String, Range> ranges) {
        this.ranges = Map.copyOf(ranges);
    }

    /** @param images at least one, of the model's size */
    static Calibration of(ModelProto model, Samples images) throws OrtException {
        if (images.count() == 0) {
            throw new IllegalArgumentException("ranges are learned from training images, and there are none");
        }
        List<String> sums = sums(model);
        ModelProto.Builder open = model.toBuilder();
        open.getGraphBuilder().clearOutput();
        sums.forEach(name ->
                open.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(name)));
        var totals = new HashMap<String, double[]>();
        OnnxRuntimeLibraries.prepare();
        try (var options = new OrtSession.SessionOptions();
                var session = OrtEnvironment.getEnvironment()
                        .createSession(open.build().toByteArray(), options)) {
            String input = session.getInputNames().iterator().next();
            for (int index = 0; index < images.count(); index++) {
                try (var image = image(images, index);
                        var result = session.run(Map.of(input, image))) {
                    for (String name : sums) {
                        add(totals, name, ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer());
                    }
                }
            }
        }
        var ranges = new HashMap<String, Range>();
        totals.forEach(
                (name, total) -> ranges.put(name, new Range(total[0] / images.count(), total[1] / images.count())));
        return new Calibration(ranges);
    }

    /** Values that get numbers of their own. */
    private static List<String> sums(ModelProto model) {
        var sums = new ArrayList<String>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (List.of("Conv", "Add", "Relu").contains(node.getOpType())) {
                sums.add(node.getOutput(0));
            }
        }
        return sums;
    }

    private static OnnxTensor image(Samples images, int index) throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                images.pixels().slice(index * images.imageBytes(), images.imageBytes()),
                new long[] {1, images.height(), images.width(), 3},
                OnnxJavaType.UINT8);
    }

    private static void add(Map<String, double[]> totals, String name, FloatBuffer values) {
        float low = 0;
        float high = 0;
        while (values.hasRemaining()) {
            float value = values.get();
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double[] total = totals.computeIfAbsent(name, key -> new double[2]);
        total[0] += low;
        total[1] += high;
    }

    /** Of a sum, or of what a ReLU leaves of it. */
    Range range(String value) {
        Range range = ranges.get(value);
        if (range == null) {
            throw new IllegalArgumentException("nothing is known of the values of " + value);
        }
        return range;
    }
}
