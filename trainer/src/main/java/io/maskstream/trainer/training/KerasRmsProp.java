package io.maskstream.trainer.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * RMSprop as Keras does it: {@code v = rho v + (1 - rho) g²; w -= rate g / sqrt(v + epsilon)}.
 *
 * <p>PyTorch's own has another default for rho (0.99) and adds epsilon outside the root, so that its first steps differ.
 * Hinton, "Neural Networks for Machine Learning", lecture 6e; Keras' defaults.
 */
final class KerasRmsProp implements AutoCloseable {
    private static final double RHO = 0.9;
    private static final double EPSILON = 1e-7;

    private final Map<String, Tensor> parameters;
    private final double learningRate;
    private final Map<String, Tensor> velocities = new LinkedHashMap<>();

    /** @param parameters updated in place; owned by the caller, and outlive the optimizer */
    KerasRmsProp(Map<String, Tensor> parameters, double learningRate) {
        this.parameters = parameters;
        this.learningRate = learningRate;
        try (var scope = new PointerScope()) {
            parameters.forEach((name, parameter) -> {
                Tensor velocity = torch.zeros_like(parameter);
                velocity.retainReference();
                velocities.put(name, velocity);
            });
        }
    }

    /** Mean squares of the gradients, by parameter; owned by the optimizer. */
    Map<String, Tensor> velocities() {
        return velocities;
    }

    /** Applies the gradients, and clears them. To be called where no gradients are recorded. */
    void step() {
        parameters.forEach((name, parameter) -> {
            try (var scope = new PointerScope()) {
                Tensor gradient = parameter.mutable_grad();
                Tensor velocity = velocities.get(name);
                if (velocity == null || !gradient.defined()) {
                    throw new IllegalStateException("there is no gradient of " + name);
                }
                velocity.mul_(new Scalar(RHO)).addcmul_(gradient, gradient, new Scalar(1 - RHO));
                Tensor root = velocity.add(new Scalar(EPSILON)).sqrt_();
                parameter.addcdiv_(gradient, root, new Scalar(-learningRate));
                gradient.zero_();
            }
        });
    }

    @Override
    public void close() {
        velocities.values().forEach(Tensor::close);
    }
}
