package io.maskstream.trainer.training;

import java.util.List;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param loss mean cross-entropy in nats over the epoch's training pixels, while the weights moved
 * @param validationLoss mean cross-entropy in nats over the validation pixels, after the epoch
 * @param pixelAccuracy on the validation images, 0 to 1
 * @param iouPerClass on the validation images, 0 to 1 each
 * @param meanIou mean of {@code iouPerClass}
 * @param imagesPerSecond training images, validation left out
 * @param seconds of the whole epoch
 */
public record EpochFigures(
        int epoch,
        double loss,
        double validationLoss,
        double pixelAccuracy,
        List<Double> iouPerClass,
        double meanIou,
        double imagesPerSecond,
        double seconds) {
    public EpochFigures {
        iouPerClass = List.copyOf(iouPerClass);
    }
}
