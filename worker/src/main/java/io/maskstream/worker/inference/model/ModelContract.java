package io.maskstream.worker.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a model file must hold: input {@code image} uint8 [N,H,W,3]; outputs {@code mask} uint8 [N,H,W] and {@code probabilities}
 * uint8 [N,H,W,C]; N open, H and W fixed, C as many as the classes that its properties name.
 *
 * <p>The messages of its exceptions are the second half of a sentence that begins with the file.
 */
public final class ModelContract {
    public static final String IMAGE = "image";
    public static final String MASK = "mask";
    public static final String PROBABILITIES = "probabilities";

    /** Largest width and height, so that sizes in bytes stay far from an int's limit. */
    private static final int MAX_SIDE = 4096;

    private ModelContract() {}

    public static ModelDescription describe(
            String sha256, Map<String, String> properties, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs)
            throws ModelContractException {
        var metadata = ModelMetadata.of(properties);
        String name = metadata.name();
        String version = metadata.version();
        var classes = metadata.classes();

        if (inputs.size() > 1) {
            throw new ModelContractException(
                    "has %d inputs (%s), and \"image\" must be the only one; export it without the others"
                            .formatted(inputs.size(), names(inputs)));
        }
        long[] image = tensor("input", IMAGE, inputs, "[N, height, width, 3]");
        if (image.length != 4 || image[0] != -1 || image[3] != 3 || !isSide(image[1]) || !isSide(image[2])) {
            throw wrongShape(
                    "input", IMAGE, image, "[N, height, width, 3] with N open, height and width 1 to " + MAX_SIDE);
        }
        long[] mask = tensor("output", MASK, outputs, "[N, height, width]");
        if (!Arrays.equals(mask, new long[] {-1, image[1], image[2]})) {
            throw wrongShape("output", MASK, mask, "[N, %d, %d] as its input is".formatted(image[1], image[2]));
        }
        long[] probabilities = tensor("output", PROBABILITIES, outputs, "[N, height, width, classes]");
        if (!Arrays.equals(probabilities, new long[] {-1, image[1], image[2], classes.size()})) {
            throw wrongShape(
                    "output",
                    PROBABILITIES,
                    probabilities,
                    "[N, %d, %d, %d] as its input and the %d classes of its property maskstream.classes are"
                            .formatted(image[1], image[2], classes.size(), classes.size()));
        }
        return new ModelDescription(name, version, sha256, (int) image[2], (int) image[1], classes, properties);
    }

    private static boolean isSide(long pixels) {
        return pixels >= 1 && pixels <= MAX_SIDE;
    }

    private static long[] tensor(String kind, String name, Map<String, NodeInfo> nodes, String shape)
            throws ModelContractException {
        var node = nodes.get(name);
        if (node == null) {
            throw new ModelContractException("has no %s \"%s\" but %s; name its uint8 %s %s that"
                    .formatted(kind, name, names(nodes), shape, kind));
        }
        if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.UINT8) {
            throw new ModelContractException("has an %s \"%s\" that is not of uint8 but %s; export it as uint8 %s"
                    .formatted(
                            kind,
                            name,
                            node.getInfo() instanceof TensorInfo tensor ? tensor.type : "no tensor",
                            shape));
        }
        return info.getShape();
    }

    private static ModelContractException wrongShape(String kind, String name, long[] shape, String wanted) {
        String given = LongStream.of(shape)
                .mapToObj(size -> size < 0 ? "open" : Long.toString(size))
                .collect(Collectors.joining(", ", "[", "]"));
        return new ModelContractException(
                "has an %s \"%s\" of shape %s; it must be %s".formatted(kind, name, given, wanted));
    }

    private static String names(Map<String, NodeInfo> nodes) {
        return nodes.isEmpty() ? "none" : String.join(", ", nodes.keySet());
    }
}
