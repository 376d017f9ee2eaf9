package io.maskstream.trainer.training;

import io.maskstream.trainer.network.TorchNetwork.Precision;

/**
 * How to train.
 *
 * @param batch images in one step, 1 to 4,096
 * @param epochs passes over the training images, 1 or more
 * @param learningRate of RMSprop
 * @param seed of the first weights and of the order of the images in each epoch
 * @param precision of the layers while training; weights, loss and validation are float32 always
 * @param threads that share each batch, 1 or more; the order of sums, and so the last bits of the weights, depend on it
 */
public record TrainingConfig(int batch, int epochs, double learningRate, long seed, Precision precision, int threads) {
    public static final int DEFAULT_BATCH = 64;
    public static final int DEFAULT_EPOCHS = 50;
    /** Keras' default for RMSprop. */
    public static final double DEFAULT_LEARNING_RATE = 1e-3;

    public TrainingConfig {
        check(batch >= 1 && batch <= 4096, "--batch must be 1 to 4096, not " + batch);
        check(epochs >= 1, "--epochs must be 1 or more, not " + epochs);
        check(learningRate > 0 && learningRate < 1, "--learning-rate must lie between 0 and 1, not " + learningRate);
        check(threads >= 1, "--threads must be 1 or more, not " + threads);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
