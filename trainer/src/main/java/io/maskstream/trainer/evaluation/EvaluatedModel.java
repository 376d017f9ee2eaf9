package io.maskstream.trainer.evaluation;

import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model file, and what was found of it.
 *
 * @param properties the file's own words
 * @param network that it was exported from; null where this trainer knows none of its name
 * @param bytes of the file
 * @param milliseconds an image, the median; null where it was not timed
 */
public record EvaluatedModel(
        Path file,
        Map<String, String> properties,
        @Nullable NetworkDefinition network,
        long bytes,
        Evaluation evaluation,
        @Nullable Double milliseconds) {
    /**
     * Looks at the file's size, and at what the model says of itself.
     *
     * @param milliseconds an image, the median; null where it was not timed
     * @throws IOException where the file is gone
     */
    public static EvaluatedModel of(
            Path file, ExportedModel model, Evaluation evaluation, @Nullable Double milliseconds) throws IOException {
        return new EvaluatedModel(
                file, model.properties(), network(model).orElse(null), Files.size(file), evaluation, milliseconds);
    }

    private static Optional<NetworkDefinition> network(ExportedModel model) {
        String name = model.properties().getOrDefault("maskstream.name", "");
        return Networks.NAMES.contains(name)
                ? Optional.of(Networks.named(name, model.width(), model.height(), model.classes()))
                : Optional.empty();
    }

    /** The file's name without its ending. */
    public String name() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
    }

    /** As {@code --json} writes it. */
    public ObjectNode json() {
        ObjectNode json = evaluation.json();
        json.put("model", name());
        json.put("version", properties.getOrDefault("maskstream.version", "unknown"));
        json.put("bytes", bytes);
        if (network != null) {
            json.put("parameters", network.parameters());
            json.put("multiplyAdds", network.multiplyAdds());
        }
        if (milliseconds != null) {
            json.put("millisecondsPerImage", milliseconds);
        }
        return json;
    }
}
