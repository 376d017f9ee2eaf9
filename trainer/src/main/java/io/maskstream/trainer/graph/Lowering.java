package io.maskstream.trainer.graph;

import io.maskstream.trainer.network.NetworkDefinition;

/** How a network's layers become ONNX nodes. */
sealed interface Lowering permits PlainLowering, FastLowering {
    /**
     * Adds the network to a graph.
     *
     * @param pixels name of a float value [N, 3, H, W] of 0 to 255
     * @return name of the scores before the softmax [N, C, H, W]
     */
    String lower(GraphBuilder graph, NetworkDefinition network, Weights weights, String pixels);

    /** The lowering of this name: {@code fast} or {@code plain}. */
    static Lowering named(String name) {
        return switch (name) {
            case "fast" -> new FastLowering();
            case "plain" -> new PlainLowering();
            default -> throw new IllegalArgumentException("--graph must be fast or plain, not " + name);
        };
    }
}
