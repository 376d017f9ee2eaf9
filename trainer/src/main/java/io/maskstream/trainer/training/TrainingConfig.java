package io.maskstream.trainer.training;

import io.maskstream.trainer.data.Augmentation;
import io.maskstream.trainer.optimization.Optimization;
import io.maskstream.trainer.pytorch.TorchNetwork.Precision;

/**
 * How to train.
 *
 * @param batch images of one gradient, 1 to 4,096
 * @param accumulation batches whose gradients are added up for one step, 1 or more, of a million images in all
 * @param epochs passes over the training images, 1 or more
 * @param augmentation how training images are changed each time they are seen
 * @param seed of the first weights, of the order of the images in each epoch, and of their changes
 * @param precision of the layers while training; weights, loss and validation are float32 always
 * @param threads that share each batch, 1 or more; the order of sums, and so the last bits of the weights, depend on it, and
 *     batch normalisation looks at each share by itself
 */
public record TrainingConfig(
        int batch,
        int accumulation,
        int epochs,
        Optimization optimization,
        Objective objective,
        Augmentation augmentation,
        long seed,
        Precision precision,
        int threads) {
    public static final int DEFAULT_BATCH = 64;
    public static final int DEFAULT_EPOCHS = 50;
    /** Keras' default for RMSprop. */
    public static final double DEFAULT_LEARNING_RATE = 1e-3;

    private static final int MOST_IMAGES_OF_A_STEP = 1_000_000;

    public TrainingConfig {
        check(batch >= 1 && batch <= 4096, "--batch must be 1 to 4096, not " + batch);
        check(accumulation >= 1, "--accumulate must be 1 or more, not " + accumulation);
        check(
                (long) batch * accumulation <= MOST_IMAGES_OF_A_STEP,
                "--batch times --accumulate must be %d or less, not %d"
                        .formatted(MOST_IMAGES_OF_A_STEP, (long) batch * accumulation));
        check(epochs >= 1, "--epochs must be 1 or more, not " + epochs);
        check(threads >= 1, "--threads must be 1 or more, not " + threads);
    }

    /** As the lesson trains: RMSprop, cross-entropy, images as they are. */
    public static TrainingConfig lesson(
            int batch, int epochs, double learningRate, long seed, Precision precision, int threads) {
        return new TrainingConfig(
                batch,
                1,
                epochs,
                Optimization.lesson(learningRate),
                Objective.LESSON,
                Augmentation.NONE,
                seed,
                precision,
                threads);
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
