package io.maskstream.trainer.optimization;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam (Kingma and Ba, 2015) with bias correction, and weight decay beside the gradient (Loshchilov and Hutter, 2019); betas of 0.9
 * and 0.999, epsilon 1e-8 outside the root, as PyTorch's.
 */
final class AdamW extends Optimizer {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final String MOMENTUM = "momentum";
    private static final String VELOCITY = "velocity";

    AdamW(Map<String, Tensor> parameters, double weightDecay) {
        super(parameters, weightDecay, MOMENTUM, VELOCITY);
    }

    @Override
    void update(String name, Tensor parameter, Tensor gradient, long step, double learningRate) {
        Tensor momentum = memory(MOMENTUM, name);
        Tensor velocity = memory(VELOCITY, name);
        momentum.mul_(new Scalar(BETA_1)).add_(gradient, new Scalar(1 - BETA_1));
        velocity.mul_(new Scalar(BETA_2)).addcmul_(gradient, gradient, new Scalar(1 - BETA_2));
        Tensor root = velocity.div(new Scalar(1 - Math.pow(BETA_2, (double) step)))
                .sqrt_()
                .add_(new Scalar(EPSILON));
        parameter.addcdiv_(momentum, root, new Scalar(-learningRate / (1 - Math.pow(BETA_1, (double) step))));
    }
}
