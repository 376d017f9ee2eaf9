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
 */
public record Agreement(double random, double real, int photographs) {
    /** Largest difference that an export may have. */
    public static final double TOLERANCE = 1e-5;

    private static final int RANDOM_IMAGES = 4;
    private static final int PHOTOGRAPHS = 16;

    /** @param samples photographs, or none */
    static Agreement of(TorchNetwork network, ExportedModel model, Samples samples) {
        int imageBytes = model.width() * model.height() * 3;
        var random = new Random(1337);
        double worstRandom = 0;
        for (int index = 0; index < RANDOM_IMAGES; index++) {
            byte[] bytes = new byte[imageBytes];
            random.nextBytes(bytes);
            worstRandom = Math.max(worstRandom, difference(network, model, bytes));
        }
        double worstReal = 0;
        int photographs = Math.min(PHOTOGRAPHS, samples.count());
        for (int index = 0; index < photographs; index++) {
            byte[] bytes = new byte[imageBytes];
            samples.pixels().get(index * imageBytes, bytes);
            worstReal = Math.max(worstReal, difference(network, model, bytes));
        }
        return new Agreement(worstRandom, worstReal, photographs);
    }

    boolean holds() {
        return random <= TOLERANCE && real <= TOLERANCE;
    }

    private static double difference(TorchNetwork network, ExportedModel model, byte[] image) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.length).put(image).flip();
        Prediction prediction = model.predict(pixels);
        float[] exported = prediction.probabilities();
        if (exported == null) {
            throw new IllegalStateException("the exported graph has no float probabilities to compare");
        }
        float[] trained = Validation.probabilities(network, image);
        double worst = 0;
        for (int index = 0; index < trained.length; index++) {
            worst = Math.max(worst, Math.abs(trained[index] - exported[index]));
        }
        return worst;
    }
}
