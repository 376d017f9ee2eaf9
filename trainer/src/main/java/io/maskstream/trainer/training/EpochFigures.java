package io.maskstream.trainer.training;

import java.util.List;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param loss mean of what training makes small over the epoch's images, while the weights moved: cross-entropy in nats a pixel,
 *     and what was asked for beside it
 * @param validationLoss mean cross-entropy in nats over the validation pixels, after the epoch
 * @param pixelAccuracy on the validation images, 0 to 1
 * @param iouPerClass on the validation images, 0 to 1 each
 * @param meanIou mean of {@code iouPerClass}
 * @param imagesPerSecond training images, validation left out
 * @param seconds of the whole epoch
 * @param learningRate of the epoch's last step
 */
public record EpochFigures(
        int epoch,
        double loss,
        double validationLoss,
        double pixelAccuracy,
        List<Double> iouPerClass,
        double meanIou,
        double imagesPerSecond,
        double seconds,
        double learningRate) {
    public EpochFigures {
        iouPerClass = List.copyOf(iouPerClass);
    }
}
