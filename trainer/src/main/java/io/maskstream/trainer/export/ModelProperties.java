package io.maskstream.trainer.export;

import io.maskstream.trainer.evaluation.Evaluation;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.report.ClassColours;
import io.maskstream.trainer.training.Checkpoint;
import java.util.LinkedHashMap;
import java.util.Map;
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
        properties.put("maskstream.validation", JSON.writeValueAsString(evaluation.json()));
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
}
