package io.maskstream.trainer.optimization;

import io.maskstream.trainer.pytorch.TorchNetwork;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A network whose weights are a moving average of another's (Polyak and Juditsky, 1992). It follows faster at first, as
 * {@code (1 + step) / (10 + step)}, so that it does not keep the random beginning.
 */
public final class WeightAverage implements AutoCloseable {
    private final TorchNetwork followed;
    private final TorchNetwork average;
    private final double kept;

    /** @param kept share of the average that stays in each step, 0 to 1 */
    public WeightAverage(TorchNetwork followed, double kept) {
        this.followed = followed;
        this.average = followed.copy();
        this.kept = kept;
    }

    public TorchNetwork network() {
        return average;
    }

    /** @param step number of the step that was made, from 1 */
    public void follow(long step) {
        double share = 1 - Math.min(kept, (1.0 + step) / (10.0 + step));
        Map<String, Tensor> targets = followed.weights();
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            average.weights().forEach((name, tensor) -> tensor.lerp_(targets.get(name), new Scalar(share)));
        }
    }

    @Override
    public void close() {
        average.close();
    }
}
