package io.maskstream.trainer.export;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.ExportedModel;
import io.maskstream.trainer.evaluation.ExportedModel.Prediction;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.training.Validation;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * How far ONNX Runtime's probabilities for a file are from the trainer's own.
 *
 * @param random largest difference of a probability, on images of random bytes
 * @param real likewise, on photographs; 0 where there were none
 * @param photographs that were compared
 * @param largestScore of all pixels and classes before the softmax, in size
 */
public record Agreement(double random, double real, int photographs, double largestScore) {
    private static final double TOLERANCE = 1e-5;
    /** Of a network that scores pixels up to this, a probability may differ by {@link #TOLERANCE} at most. */
    private static final double USUAL_SCORE = 10;
    /** What each point of score beyond may add: four times what was seen of a mobile-unet that had scores of 360. */
    private static final double EACH_SCORE = 3e-6;
    /** Whatever the scores are: so far off, pixels change their class. */
    private static final double MOST_TOLERANCE = 1e-2;

    private static final int RANDOM_IMAGES = 4;
    private static final int PHOTOGRAPHS = 16;

    /** @param samples photographs, or none */
    static Agreement of(TorchNetwork network, ExportedModel model, Samples samples) {
        int imageBytes = model.width() * model.height() * 3;
        var random = new Random(1337);
        var seen = new Seen();
        for (int index = 0; index < RANDOM_IMAGES; index++) {
            byte[] bytes = new byte[imageBytes];
            random.nextBytes(bytes);
            seen.look(network, model, bytes);
        }
        double worstRandom = seen.takeWorst();
        int photographs = Math.min(PHOTOGRAPHS, samples.count());
        for (int index = 0; index < photographs; index++) {
            byte[] bytes = new byte[imageBytes];
            samples.pixels().get(index * imageBytes, bytes);
            seen.look(network, model, bytes);
        }
        return new Agreement(worstRandom, seen.takeWorst(), photographs, seen.largestScore);
    }

    /**
     * Largest difference that an export may have: 1e-5, and where scores are larger than usual, as of a network that has hardly
     * been trained, more in their proportion. A score's own rounding is proportional to it, and a probability inherits that.
     */
    public double tolerance() {
        return largestScore > USUAL_SCORE
                ? Math.min(MOST_TOLERANCE, TOLERANCE + EACH_SCORE * (largestScore - USUAL_SCORE))
                : TOLERANCE;
    }

    boolean holds() {
        return random <= tolerance() && real <= tolerance();
    }

    /** The worst of several images. */
    private static final class Seen {
        private double worst;
        private double largestScore;

        void look(TorchNetwork network, ExportedModel model, byte[] image) {
            ByteBuffer pixels =
                    ByteBuffer.allocateDirect(image.length).put(image).flip();
            Prediction prediction = model.predict(pixels);
            float[] exported = prediction.probabilities();
            if (exported == null) {
                throw new IllegalStateException("the exported graph has no float probabilities to compare");
            }
            var trained = Validation.probabilities(network, image);
            for (int index = 0; index < exported.length; index++) {
                worst = Math.max(worst, Math.abs(trained.values()[index] - exported[index]));
            }
            largestScore = Math.max(largestScore, trained.largestScore());
        }

        double takeWorst() {
            double taken = worst;
            worst = 0;
            return taken;
        }
    }
}
