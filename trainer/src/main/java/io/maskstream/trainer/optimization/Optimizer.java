package io.maskstream.trainer.optimization;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Moves weights down their gradients, and remembers what it needs for that by the weights' names. */
public abstract sealed class Optimizer implements AutoCloseable permits KerasRmsProp, AdamW {
    private static final int KERNEL_AXES = 4;

    private final Map<String, Tensor> parameters;
    private final double weightDecay;
    private final Map<String, Tensor> state = new LinkedHashMap<>();

    /**
     * @param parameters updated in place; owned by the caller, and outlive the optimizer
     * @param weightDecay share of a kernel that goes away in a step, times the learning rate; biases and factors stay
     *     (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019)
     */
    Optimizer(Map<String, Tensor> parameters, double weightDecay, String... memories) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        try (var scope = new PointerScope()) {
            for (String memory : memories) {
                parameters.forEach((name, parameter) -> {
                    Tensor zeros = torch.zeros_like(parameter);
                    zeros.retainReference();
                    state.put(memory + "/" + name, zeros);
                });
            }
        }
    }

    /** The optimizer of this name over a network's parameters. */
    public static Optimizer of(Optimization optimization, Map<String, Tensor> parameters) {
        return switch (optimization.optimizer()) {
            case RMSPROP -> new KerasRmsProp(parameters, optimization.weightDecay());
            case ADAMW -> new AdamW(parameters, optimization.weightDecay());
        };
    }

    /** What it remembers, such as {@code velocity/NAME}; owned by the optimizer. */
    public Map<String, Tensor> state() {
        return state;
    }

    /**
     * Applies the gradients, and clears them. To be called where no gradients are recorded.
     *
     * @param step number of this step, from 1
     */
    public void step(long step, double learningRate) {
        parameters.forEach((name, parameter) -> {
            try (var scope = new PointerScope()) {
                Tensor gradient = parameter.mutable_grad();
                if (!gradient.defined()) {
                    throw new IllegalStateException("there is no gradient of " + name);
                }
                if (weightDecay > 0 && parameter.dim() == KERNEL_AXES) {
                    parameter.mul_(new Scalar(1 - learningRate * weightDecay));
                }
                update(name, parameter, gradient, step, learningRate);
                gradient.zero_();
            }
        });
    }

    /** Moves one parameter, in the caller's scope. */
    abstract void update(String name, Tensor parameter, Tensor gradient, long step, double learningRate);

    Tensor memory(String memory, String name) {
        Tensor tensor = state.get(memory + "/" + name);
        if (tensor == null) {
            throw new IllegalStateException("nothing is remembered of " + name);
        }
        return tensor;
    }

    @Override
    public void close() {
        state.values().forEach(Tensor::close);
    }
}
