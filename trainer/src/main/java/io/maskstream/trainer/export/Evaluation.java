package io.maskstream.trainer.export;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.export.ExportedModel.Prediction;
import io.maskstream.trainer.training.ConfusionMatrix;
import java.util.function.IntConsumer;

/**
 * What a model file makes of labelled images.
 *
 * @param images that were looked at
 * @param loss mean cross-entropy in nats a pixel; not a number where the graph has no float probabilities
 */
public record Evaluation(int images, double loss, ConfusionMatrix confusion) {
    // A probability that underflowed to 0 counts as the smallest float, not as an infinite loss.
    private static final double SMALLEST = Float.MIN_VALUE;

    /** @param progress told how many images have been looked at */
    public static Evaluation of(ExportedModel model, Samples samples, IntConsumer progress) {
        var confusion = new ConfusionMatrix(model.classes());
        var pixels = samples.pixels().duplicate();
        double loss = 0;
        byte[] truth = new byte[samples.labelBytes()];
        for (int index = 0; index < samples.count(); index++) {
            samples.labels().get(index * samples.labelBytes(), truth);
            Prediction prediction = model.predict(pixels.position(index * samples.imageBytes()));
            confusion.add(truth, prediction.mask());
            float[] probabilities = prediction.probabilities();
            loss += probabilities == null ? Double.NaN : crossEntropy(probabilities, truth);
            progress.accept(index + 1);
        }
        return new Evaluation(samples.count(), loss / samples.count(), confusion);
    }

    private static double crossEntropy(float[] probabilities, byte[] truth) {
        double sum = 0;
        for (int pixel = 0; pixel < truth.length; pixel++) {
            sum -= Math.log(Math.max(probabilities[truth[pixel] * truth.length + pixel], SMALLEST));
        }
        return sum / truth.length;
    }
}
