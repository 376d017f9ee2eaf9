package io.maskstream.bench.model;

import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.maskstream.bench.model.Kernels.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The graph as any exporter writes it, with a node for each layer, made from one that the trainer rewrote for speed, with the same
 * weights. It knows by the names of the trainer's nodes which layer each stands for.
 */
public final class PlainGraph {
    private static final String PHASES = "/phases";
    private static final String PHASE = "/phase_";
    private static final String TRANSPOSED = "conv2d_transpose";
    private static final String KERNEL = "/kernel";
    private static final String BIAS = "/bias";
    private static final double RESCALE = 1.0 / 255;

    private final GraphProto from;
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, TensorProto> weights = new HashMap<>();
    /** What a value of the rewritten graph is called here. */
    private final Map<String, String> names = new HashMap<>();

    private boolean rescaled;

    private PlainGraph(GraphProto from) {
        this.from = from;
        from.getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor));
    }

    /**
     * Writes the plain graph of a rewritten model.
     *
     * @param target written over
     * @return the target, or nothing where the model is not one that the trainer rewrote, in float32
     */
    public static Optional<Path> write(Path rewritten, Path target) throws IOException {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(rewritten));
        boolean inPhases = model.getGraph().getNodeList().stream()
                .anyMatch(node -> node.getName().endsWith(PHASES));
        boolean quantized = model.getGraph().getNodeList().stream()
                .anyMatch(node -> node.getOpType().equals("QuantizeLinear"));
        if (!inPhases || quantized) {
            return Optional.empty();
        }
        var plain = new PlainGraph(model.getGraph());
        return Optional.of(Files.write(
                target, model.toBuilder().setGraph(plain.build()).build().toByteArray()));
    }

    private GraphProto build() {
        graph.setName(from.getName()).addAllInput(from.getInputList()).addAllOutput(from.getOutputList());
        for (TensorProto tensor : from.getInitializerList()) {
            if (!tensor.getName().endsWith(KERNEL) && !tensor.getName().endsWith(BIAS)) {
                graph.addInitializer(tensor);
            }
        }
        from.getNodeList().forEach(this::add);
        return graph.build();
    }

    private void add(NodeProto node) {
        String name = node.getName();
        boolean ofPhase = name.contains(PHASE);
        switch (node.getOpType()) {
            case "Conv" -> {
                if (!ofPhase) {
                    convolution(node);
                }
            }
            case "Relu" -> {
                if (!ofPhase) {
                    copy(node);
                }
            }
            case "Concat" -> {
                if (name.endsWith(PHASES)) {
                    transposedOfStrideTwo(node);
                } else {
                    copy(node);
                }
            }
            case "DepthToSpace" -> names.put(node.getOutput(0), named(node.getInput(0)));
            default -> copy(node);
        }
    }

    private void convolution(NodeProto node) {
        String name = node.getName();
        Kernel kernel = kernel(name);
        float[] bias = Kernels.values(weight(name + BIAS));
        String input = named(node.getInput(0));
        if (!rescaled) {
            rescaled = true;
            kernel = kernel.times(1 / RESCALE);
            graph.addInitializer(Onnx.floats("rescaling/factor", new float[] {(float) RESCALE}));
            input = put(Onnx.node("Mul", "rescaling", List.of(input, "rescaling/factor")));
        }
        if (name.endsWith(PHASES)) {
            String layer = name.substring(0, name.length() - PHASES.length());
            Kernel single = Kernels.outOfPhases(kernel);
            float[] once = Arrays.copyOf(bias, single.first());
            names.put(node.getOutput(0), layer("Conv", layer, input, single, once, 1, 1, 1, 1));
        } else if (name.startsWith(TRANSPOSED)) {
            long cropping = kernel.height() - 1 - pads(node)[0];
            names.put(
                    node.getOutput(0),
                    layer(
                            "ConvTranspose",
                            name,
                            input,
                            Kernels.turned(kernel),
                            bias,
                            cropping,
                            cropping,
                            cropping,
                            cropping));
        } else {
            addWeights(name, kernel, bias);
            put(node.toBuilder().setInput(0, input).build());
        }
    }

    /** Of the four phases, and of the rectifiers behind them where there are any. */
    private void transposedOfStrideTwo(NodeProto node) {
        String name = node.getName().substring(0, node.getName().length() - PHASES.length());
        List<Kernel> phases = IntStream.range(0, 4)
                .mapToObj(phase -> kernel(name + PHASE + phase))
                .toList();
        NodeProto first = from.getNodeList().stream()
                .filter(other -> other.getName().equals(name + PHASE + 0))
                .findFirst()
                .orElseThrow();
        Kernel kernel = Kernels.together(phases);
        long cropping = kernel.height() - 2L;
        long before = cropping / 2;
        long after = cropping - before;
        graph.addInitializer(kernel.tensor(name + KERNEL));
        graph.addInitializer(weight(name + PHASE + 0 + BIAS).toBuilder().setName(name + BIAS));
        String sum = put(Onnx.node(
                "ConvTranspose",
                name,
                List.of(named(first.getInput(0)), name + KERNEL, name + BIAS),
                Onnx.integers("kernel_shape", kernel.height(), kernel.width()),
                Onnx.integers("strides", 2, 2),
                Onnx.integers("pads", before, before, after, after)));
        boolean rectified = node.getInput(0).endsWith("/relu");
        names.put(node.getOutput(0), rectified ? put(Onnx.node("Relu", name + "/relu", List.of(sum))) : sum);
    }

    private String layer(String operator, String name, String input, Kernel kernel, float[] bias, long... pads) {
        addWeights(name, kernel, bias);
        return put(Onnx.node(
                operator,
                name,
                List.of(input, name + KERNEL, name + BIAS),
                Onnx.integers("kernel_shape", kernel.height(), kernel.width()),
                Onnx.integers("strides", 1, 1),
                Onnx.integers("pads", pads)));
    }

    private void addWeights(String name, Kernel kernel, float[] bias) {
        graph.addInitializer(kernel.tensor(name + KERNEL));
        graph.addInitializer(Onnx.floats(name + BIAS, bias, bias.length));
    }

    private void copy(NodeProto node) {
        var copy = node.toBuilder();
        for (int index = 0; index < node.getInputCount(); index++) {
            copy.setInput(index, named(node.getInput(index)));
        }
        put(copy.build());
    }

    private String put(NodeProto node) {
        graph.addNode(node);
        return node.getOutput(0);
    }

    private String named(String value) {
        return names.getOrDefault(value, value);
    }

    private Kernel kernel(String name) {
        return Kernel.of(weight(name + KERNEL));
    }

    private TensorProto weight(String name) {
        return requireNonNull(weights.get(name), () -> "the rewritten model has no weights " + name);
    }

    private static long[] pads(NodeProto node) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("pads"))
                .flatMapToLong(attribute -> attribute.getIntsList().stream().mapToLong(Long::longValue))
                .toArray();
    }
}
