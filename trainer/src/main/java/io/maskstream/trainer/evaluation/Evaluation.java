package io.maskstream.trainer.evaluation;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.evaluation.ExportedModel.Prediction;
import io.maskstream.trainer.metrics.BoundaryScore;
import io.maskstream.trainer.metrics.CalibrationError;
import io.maskstream.trainer.metrics.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model file makes of labelled images.
 *
 * @param images that were looked at
 * @param loss mean cross-entropy in nats a pixel; not a number where the graph has no float probabilities
 * @param boundary mean boundary F-score, 0 to 1, see {@link BoundaryScore}
 * @param calibrationError expected calibration error, 0 to 1; not a number where the graph has no float probabilities
 * @param meanIouPerImage of each image by itself, in order
 */
public record Evaluation(
        int images,
        double loss,
        ConfusionMatrix confusion,
        double boundary,
        double calibrationError,
        List<Double> meanIouPerImage) {
    private static final JsonMapper JSON = JsonMapper.shared();
    // A probability that underflowed to 0 counts as the smallest float, not as an infinite loss.
    private static final double SMALLEST = Float.MIN_VALUE;

    public Evaluation {
        meanIouPerImage = List.copyOf(meanIouPerImage);
    }

    /** @param progress told how many images have been looked at */
    public static Evaluation of(ExportedModel model, Samples samples, IntConsumer progress) {
        var confusion = new ConfusionMatrix(model.classes());
        var boundary = new BoundaryScore(samples.width(), samples.height(), model.classes());
        var calibration = new CalibrationError();
        var perImage = new ArrayList<Double>();
        var pixels = samples.pixels().duplicate();
        double loss = 0;
        byte[] truth = new byte[samples.labelBytes()];
        for (int index = 0; index < samples.count(); index++) {
            samples.labels().get(index * samples.labelBytes(), truth);
            Prediction prediction = model.predict(pixels.position(index * samples.imageBytes()));
            confusion.add(truth, prediction.mask());
            boundary.add(truth, prediction.mask());
            perImage.add(meanIou(model.classes(), truth, prediction.mask()));
            float[] probabilities = prediction.probabilities();
            loss += probabilities == null ? Double.NaN : crossEntropy(probabilities, truth);
            if (probabilities != null) {
                calibrate(calibration, probabilities, prediction.mask(), truth);
            }
            progress.accept(index + 1);
        }
        return new Evaluation(
                samples.count(), loss / samples.count(), confusion, boundary.mean(), calibration.expected(), perImage);
    }

    /** The figures under the names that {@code evaluate --json} and model files give them. */
    public ObjectNode json() {
        ObjectNode figures = JSON.createObjectNode();
        figures.put("images", images);
        if (images == 0) {
            return figures;
        }
        if (!Double.isNaN(loss)) {
            figures.put("validationLoss", loss);
        }
        figures.put("meanIoU", confusion.meanIntersectionOverUnion());
        figures.set("iouPerClass", perClass(confusion.intersectionOverUnion()));
        figures.put("pixelAccuracy", confusion.pixelAccuracy());
        figures.put("boundaryF1", boundary);
        figures.put("meanDice", confusion.meanDice());
        figures.set("dicePerClass", perClass(confusion.dice()));
        if (!Double.isNaN(calibrationError)) {
            figures.put("expectedCalibrationError", calibrationError);
        }
        ArrayNode rows = figures.putArray("confusionMatrix");
        confusion.counts().forEach(counts -> {
            ArrayNode row = rows.addArray();
            counts.forEach(row::add);
        });
        return figures;
    }

    /** A class that is neither there nor predicted has no figure. */
    private static ArrayNode perClass(List<Double> figures) {
        ArrayNode perClass = JSON.createArrayNode();
        for (double figure : figures) {
            if (Double.isNaN(figure)) {
                perClass.addNull();
            } else {
                perClass.add(figure);
            }
        }
        return perClass;
    }

    private static double meanIou(int classes, byte[] truth, byte[] mask) {
        var one = new ConfusionMatrix(classes);
        one.add(truth, mask);
        return one.meanIntersectionOverUnion();
    }

    private static void calibrate(CalibrationError calibration, float[] probabilities, byte[] mask, byte[] truth) {
        for (int pixel = 0; pixel < truth.length; pixel++) {
            calibration.add(probabilities[mask[pixel] * truth.length + pixel], mask[pixel] == truth[pixel]);
        }
    }

    private static double crossEntropy(float[] probabilities, byte[] truth) {
        double sum = 0;
        for (int pixel = 0; pixel < truth.length; pixel++) {
            sum -= Math.log(Math.max(probabilities[truth[pixel] * truth.length + pixel], SMALLEST));
        }
        return sum / truth.length;
    }
}
