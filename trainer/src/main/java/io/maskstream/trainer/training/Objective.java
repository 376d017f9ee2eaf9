package io.maskstream.trainer.training;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What training makes small, and what it calls the best.
 *
 * @param dice how much soft Dice loss counts beside cross-entropy, 0 for none (Milletari et al., "V-Net", 2016)
 * @param classWeights of the classes in the cross-entropy, in order of id; empty for all alike
 * @param best which epoch's weights are kept as the best
 * @param patience epochs without a better one after which training ends; 0 for never
 */
public record Objective(double dice, List<Double> classWeights, Criterion best, int patience) {
    /** By what one epoch is better than another. */
    public enum Criterion {
        LOSS,
        MEAN_IOU;

        /** Whether an epoch is better than another. */
        public boolean better(EpochFigures one, EpochFigures other) {
            return this == LOSS ? one.validationLoss() < other.validationLoss() : one.meanIou() > other.meanIou();
        }
    }

    /** The lesson's: cross-entropy alone, the lowest on the validation images. */
    public static final Objective LESSON = new Objective(0, List.of(), Criterion.LOSS, 0);

    private static final long[] PIXELS = {0, 2, 3};
    private static final int MEAN = 1;
    private static final int NOTHING_IGNORED = -100;

    public Objective {
        classWeights = List.copyOf(classWeights);
        TrainingConfig.check(dice >= 0, "--dice must be 0 or more, not " + dice);
        TrainingConfig.check(patience >= 0, "--patience must be 0 or more, not " + patience);
        TrainingConfig.check(
                classWeights.stream().allMatch(weight -> weight > 0),
                "--class-weights must all be more than 0, not " + classWeights);
    }

    /** Refuses weights of too many classes, or too few. */
    public void requireClasses(int classes) {
        TrainingConfig.check(
                classWeights.isEmpty() || classWeights.size() == classes,
                "--class-weights must be %d numbers, one for each class, not %d"
                        .formatted(classes, classWeights.size()));
    }

    /** Whether the loss of a batch is the mean of the losses of its images, so that they can be looked at one by one. */
    boolean separable() {
        return dice == 0 && classWeights.isEmpty();
    }

    /**
     * The loss of a batch, in the caller's scope.
     *
     * @param scores [n, C, H, W], before the softmax
     * @param labels int64 [n, H, W]
     */
    Tensor loss(Tensor scores, Tensor labels) {
        Tensor loss = crossEntropy(scores, labels);
        return dice == 0 ? loss : loss.add(dice(scores, labels).mul(new Scalar(dice)));
    }

    private Tensor crossEntropy(Tensor scores, Tensor labels) {
        if (classWeights.isEmpty()) {
            return torch.cross_entropy_loss(scores, labels);
        }
        float[] weights = new float[classWeights.size()];
        for (int id = 0; id < weights.length; id++) {
            weights[id] = classWeights.get(id).floatValue();
        }
        return torch.cross_entropy_loss(
                scores, labels, new TensorOptional(Tensor.create(weights).to(scores)), MEAN, NOTHING_IGNORED, 0);
    }

    /** One less the mean over the classes of {@code 2 |P ∩ T| / (|P| + |T|)}, with probabilities for P. */
    private static Tensor dice(Tensor scores, Tensor labels) {
        Tensor probabilities = scores.softmax(1);
        Tensor truth = torch.one_hot(labels, scores.size(1)).permute(0, 3, 1, 2).to(ScalarType.Float);
        Tensor shared = probabilities.mul(truth).sum(PIXELS);
        Tensor all = probabilities.sum(PIXELS).add(truth.sum(PIXELS));
        Tensor each = shared.mul(new Scalar(2.0)).add(new Scalar(1.0)).div(all.add(new Scalar(1.0)));
        return each.mean().neg().add(new Scalar(1.0));
    }
}
