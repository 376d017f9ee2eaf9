package io.maskstream.trainer.optimization;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * RMSprop as Keras does it: {@code v = rho v + (1 - rho) g²; w -= rate g / sqrt(v + epsilon)}.
 *
 * <p>PyTorch's own has another default for rho (0.99) and adds epsilon outside the root, so that its first steps differ.
 * Hinton, "Neural Networks for Machine Learning", lecture 6e; Keras' defaults.
 */
final class KerasRmsProp extends Optimizer {
    private static final double RHO = 0.9;
    private static final double EPSILON = 1e-7;
    private static final String VELOCITY = "velocity";

    KerasRmsProp(Map<String, Tensor> parameters, double weightDecay) {
        super(parameters, weightDecay, VELOCITY);
    }

    @Override
    void update(String name, Tensor parameter, Tensor gradient, long step, double learningRate) {
        Tensor velocity = memory(VELOCITY, name);
        velocity.mul_(new Scalar(RHO)).addcmul_(gradient, gradient, new Scalar(1 - RHO));
        Tensor root = velocity.add(new Scalar(EPSILON)).sqrt_();
        parameter.addcdiv_(gradient, root, new Scalar(-learningRate));
    }
}
