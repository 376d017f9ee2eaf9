package io.maskstream.trainer.precision;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model in eight bits: every convolution and sum between a {@code DequantizeLinear} and a {@code QuantizeLinear}, which ONNX
 * Runtime makes one integer operation of; what only moves values moves their numbers. Kernels have a scale for each channel out and
 * no zero point, values one scale and a zero point (Jacob et al., "Quantization and training of neural networks for efficient
 * integer-arithmetic-only inference", 2018).
 *
 * <p>A ReLU vanishes: the numbers of what it leaves begin at 0, and rounding into them cuts off what is below.
 */
final class Quantizer {
    private static final Set<String> MOVES = Set.of("Concat", "DepthToSpace", "Resize", "Slice", "Transpose");

    private final ModelProto model;
    private final Calibration calibration;
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final Map<String, List<NodeProto>> takers = new HashMap<>();
    private final Map<String, Range> ranges = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();
    private final QuantizedGraph graph;

    Quantizer(ModelProto model, Calibration calibration) {
        this.model = model;
        this.calibration = calibration;
        GraphProto old = model.getGraph();
        old.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
        for (NodeProto node : old.getNodeList()) {
            node.getInputList().forEach(input -> takers.computeIfAbsent(input, key -> new ArrayList<>())
                    .add(node));
        }
        this.graph = new QuantizedGraph(old);
    }

    ModelProto quantized() {
        findRanges();
        for (NodeProto node : model.getGraph().getNodeList()) {
            switch (node.getOpType()) {
                case "Cast" -> cast(node);
                case "Conv" -> convolution(node);
                case "Add" -> addition(node);
                case "Relu", "Mul" -> rename(node);
                default -> other(node);
            }
        }
        return model.toBuilder().setGraph(graph.build()).build();
    }

    /** Values that are only moved, or put side by side, are counted in the same numbers. */
    private void findRanges() {
        var groups = new Groups();
        for (NodeProto node : model.getGraph().getNodeList()) {
            String output = node.getOutput(0);
            switch (node.getOpType()) {
                case "Conv", "Add" -> ranges.put(output, calibration.range(afterRelu(output)));
                case "Relu" -> groups.join(output, node.getInput(0));
                case "Cast" -> ranges.put(output, Range.PIXELS);
                case "Mul" -> multiplied(node).ifPresent(range -> ranges.put(output, range));
                default -> {
                    if (MOVES.contains(node.getOpType())) {
                        moved(node).forEach(input -> groups.join(output, input));
                    }
                }
            }
        }
        groups.share(ranges);
    }

    /** Of pixels times a factor: the same numbers stand for other values. */
    private Optional<Range> multiplied(NodeProto node) {
        TensorProto factor = constants.get(node.getInput(1));
        if (factor == null || factor.getDimsCount() > 0 || !multipliesPixels(node)) {
            return Optional.empty();
        }
        return Optional.of(Range.PIXELS.times(QuantizedGraph.scalar(factor)));
    }

    private boolean multipliesPixels(NodeProto node) {
        return model.getGraph().getNodeList().stream()
                .anyMatch(before -> before.getOutput(0).equals(node.getInput(0))
                        && before.getOpType().equals("Transpose"));
    }

    /** A value that the numbers of another stand for. */
    private void rename(NodeProto node) {
        if (node.getOpType().equals("Mul") && !ranges.containsKey(node.getOutput(0))) {
            other(node);
        } else {
            numbers.put(node.getOutput(0), numbersOf(node.getInput(0)));
        }
    }

    private String afterRelu(String sum) {
        List<NodeProto> next = takers.getOrDefault(sum, List.of());
        return next.size() == 1 && next.get(0).getOpType().equals("Relu")
                ? next.get(0).getOutput(0)
                : sum;
    }

    /** Inputs that are values, not shapes or scales. */
    private static List<String> moved(NodeProto node) {
        return node.getOpType().equals("Concat") ? node.getInputList() : List.of(node.getInput(0));
    }

    /** The image's bytes are numbers already. */
    private void cast(NodeProto node) {
        boolean image = model.getGraph().getInputList().stream()
                .anyMatch(input -> input.getName().equals(node.getInput(0)));
        if (image) {
            numbers.put(node.getOutput(0), node.getInput(0));
        } else {
            other(node);
        }
    }

    private void convolution(NodeProto node) {
        TensorProto kernel = constants.get(node.getInput(1));
        TensorProto bias = constants.get(node.getInput(2));
        if (kernel == null || bias == null) {
            throw new IllegalArgumentException(node.getName() + " has no kernel and bias of its own");
        }
        Range input = rangeOf(node.getInput(0));
        float[] scales = QuantizedGraph.channelScales(kernel);
        String value = graph.floats(numbersOf(node.getInput(0)), input, node.getName());
        String weights = graph.kernel(kernel, scales);
        String shift = graph.bias(bias, scales, input.scale());
        String sum = node.getOutput(0) + "/float";
        graph.add(node.toBuilder()
                .clearInput()
                .addAllInput(List.of(value, weights, shift))
                .setOutput(0, sum));
        numbers.put(node.getOutput(0), graph.numbers(sum, node.getOutput(0), rangeOf(node.getOutput(0))));
    }

    private void addition(NodeProto node) {
        var inputs = new ArrayList<String>();
        for (String input : node.getInputList()) {
            inputs.add(graph.floats(numbersOf(input), rangeOf(input), node.getName()));
        }
        String sum = node.getOutput(0) + "/float";
        graph.add(node.toBuilder().clearInput().addAllInput(inputs).setOutput(0, sum));
        numbers.put(node.getOutput(0), graph.numbers(sum, node.getOutput(0), rangeOf(node.getOutput(0))));
    }

    /** What moves values moves numbers, and what looks for the highest finds it in them; all else gets floats. */
    private void other(NodeProto node) {
        boolean moves = MOVES.contains(node.getOpType()) && numbers.containsKey(node.getInput(0));
        boolean inNumbers = moves || node.getOpType().equals("ArgMax");
        NodeProto.Builder copy = node.toBuilder().clearInput();
        for (String input : node.getInputList()) {
            if (!numbers.containsKey(input)) {
                copy.addInput(input);
            } else if (inNumbers) {
                copy.addInput(numbersOf(input));
            } else {
                copy.addInput(graph.floats(numbersOf(input), rangeOf(input), node.getName()));
            }
        }
        graph.keepConstants(node, constants);
        graph.add(copy);
        if (moves) {
            numbers.put(node.getOutput(0), node.getOutput(0));
        }
    }

    private String numbersOf(String value) {
        String name = numbers.get(value);
        if (name == null) {
            throw new IllegalArgumentException(
                    "%s cannot be counted in eight bits: int8 is made of the fast graph".formatted(value));
        }
        return name;
    }

    private Range rangeOf(String value) {
        Range range = ranges.get(value);
        if (range == null) {
            throw new IllegalArgumentException("nothing is known of the values of " + value);
        }
        return range;
    }

    /** Values that share a range. */
    private static final class Groups {
        private final List<Set<String>> groups = new ArrayList<>();

        void join(String one, String other) {
            var joined = new HashSet<>(Set.of(one, other));
            groups.removeIf(group -> {
                boolean meets = group.contains(one) || group.contains(other);
                if (meets) {
                    joined.addAll(group);
                }
                return meets;
            });
            groups.add(joined);
        }

        void share(Map<String, Range> ranges) {
            for (Set<String> group : groups) {
                Range all = new Range(0, 0);
                for (String name : group) {
                    all = ranges.containsKey(name) ? all.with(ranges.getOrDefault(name, all)) : all;
                }
                for (String name : group) {
                    ranges.put(name, all);
                }
            }
        }
    }
}
