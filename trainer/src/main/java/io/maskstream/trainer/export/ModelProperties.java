package io.maskstream.trainer.export;

import io.maskstream.trainer.evaluation.Evaluation;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.picture.ClassColours;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.RunFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

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
    private static final String TRAINING = "maskstream.training";
    private static final JsonMapper JSON = JsonMapper.shared();

    Map<String, String> asMap(NetworkDefinition network, Checkpoint checkpoint, Evaluation evaluation) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("maskstream.contract", CONTRACT_VERSION);
        properties.put("maskstream.name", network.name());
        properties.put("maskstream.version", version);
        properties.put("maskstream.classes", JSON.writeValueAsString(classes(network)));
        properties.put("maskstream.resize", "area");
        properties.put("maskstream.dataset", dataset);
        properties.put(TRAINING, JSON.writeValueAsString(checkpoint.facts()));
        properties.put("maskstream.validation", JSON.writeValueAsString(evaluation.json()));
        properties.put("maskstream.licence", licence);
        properties.put("maskstream.source-commit", sourceCommit);
        return properties;
    }

    /** The {@linkplain RunFacts#fingerprint fingerprint} of the split that a model file says it was trained on; empty where it says none. */
    public static Optional<String> split(Map<String, String> properties) {
        try {
            return JSON.readTree(properties.getOrDefault(TRAINING, "{}"))
                    .path(RunFacts.SPLIT)
                    .stringValueOpt();
        } catch (JacksonException e) {
            return Optional.empty(); // written by something else
        }
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
}
