package io.maskstream.trainer.export;

import io.maskstream.trainer.metrics.ConfusionMatrix;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.report.ClassColours;
import io.maskstream.trainer.training.Checkpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model file says of itself, besides its shapes.
 *
 * @param version chosen by whoever exports
 * @param dataset what it learned from, for a person
 * @param licence of the weights, as an SPDX expression
 * @param sourceCommit of the trainer, or {@code unknown}
 */
public record ModelProperties(String version, String dataset, String licence, String sourceCommit) {
    private static final String CONTRACT_VERSION = "1";
    private static final JsonMapper JSON = JsonMapper.shared();

    Map<String, String> asMap(NetworkDefinition network, Checkpoint checkpoint, Evaluation evaluation) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("maskstream.contract", CONTRACT_VERSION);
        properties.put("maskstream.name", network.name());
        properties.put("maskstream.version", version);
        properties.put("maskstream.classes", JSON.writeValueAsString(classes(network)));
        properties.put("maskstream.resize", "area");
        properties.put("maskstream.dataset", dataset);
        properties.put("maskstream.training", JSON.writeValueAsString(checkpoint.facts()));
        properties.put("maskstream.validation", JSON.writeValueAsString(figures(evaluation)));
        properties.put("maskstream.licence", licence);
        properties.put("maskstream.source-commit", sourceCommit);
        return properties;
    }

    private static ArrayNode classes(NetworkDefinition network) {
        ArrayNode classes = JSON.createArrayNode();
        for (int id = 0; id < network.classes(); id++) {
            classes.addObject()
                    .put("id", id)
                    .put("name", ClassColours.NAMES.get(id))
                    .put("color", ClassColours.hexadecimal(id));
        }
        return classes;
    }

    /** The figures of an evaluation under the names that {@code evaluate --json} writes. */
    public static ObjectNode figures(Evaluation evaluation) {
        ConfusionMatrix confusion = evaluation.confusion();
        ObjectNode figures = JSON.createObjectNode();
        figures.put("images", evaluation.images());
        if (evaluation.images() == 0) {
            return figures;
        }
        if (!Double.isNaN(evaluation.loss())) {
            figures.put("validationLoss", evaluation.loss());
        }
        figures.put("meanIoU", confusion.meanIntersectionOverUnion());
        figures.set("iouPerClass", perClass(confusion.intersectionOverUnion()));
        figures.put("pixelAccuracy", confusion.pixelAccuracy());
        figures.put("boundaryF1", evaluation.boundary());
        figures.put("meanDice", confusion.meanDice());
        figures.set("dicePerClass", perClass(confusion.dice()));
        if (!Double.isNaN(evaluation.calibrationError())) {
            figures.put("expectedCalibrationError", evaluation.calibrationError());
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
}
