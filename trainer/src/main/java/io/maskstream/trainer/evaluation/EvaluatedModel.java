package io.maskstream.trainer.evaluation;

import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model file, and what was found of it.
 *
 * @param name that it goes by, see {@link #names}
 * @param properties the file's own words
 * @param network that it was exported from; null where this trainer knows none of its name
 * @param bytes of the file
 * @param milliseconds an image, the median; null where it was not timed
 */
public record EvaluatedModel(
        String name,
        Map<String, String> properties,
        @Nullable NetworkDefinition network,
        long bytes,
        Evaluation evaluation,
        @Nullable Double milliseconds) {
    /**
     * Looks at the file's size, and at what the model says of itself.
     *
     * @param name that it goes by
     * @param milliseconds an image, the median; null where it was not timed
     * @throws IOException where the file is gone
     */
    public static EvaluatedModel of(
            String name, Path file, ExportedModel model, Evaluation evaluation, @Nullable Double milliseconds)
            throws IOException {
        return new EvaluatedModel(
                name, model.properties(), network(model).orElse(null), Files.size(file), evaluation, milliseconds);
    }

    /** As the other, of a file that is not timed, nor compared with others. */
    public static EvaluatedModel of(Path file, ExportedModel model, Evaluation evaluation) throws IOException {
        return of(stem(file), file, model, evaluation, null);
    }

    private static Optional<NetworkDefinition> network(ExportedModel model) {
        String name = model.properties().getOrDefault("maskstream.name", "");
        return Networks.NAMES.contains(name)
                ? Optional.of(Networks.named(name, model.width(), model.height(), model.classes()))
                : Optional.empty();
    }

    /** What files go by, in their order: the name without its ending, after that of its folder where two are called alike. */
    public static List<String> names(List<Path> files) {
        List<String> stems = files.stream().map(EvaluatedModel::stem).toList();
        List<String> longer = files.stream()
                .map(file -> {
                    Path folder = file.toAbsolutePath().normalize().getParent();
                    return (folder == null ? "" : folder.getFileName() + "/") + stem(file);
                })
                .toList();
        return IntStream.range(0, files.size())
                .mapToObj(index -> {
                    if (Collections.frequency(stems, stems.get(index)) == 1) {
                        return stems.get(index);
                    }
                    return Collections.frequency(longer, longer.get(index)) == 1
                            ? longer.get(index)
                            : files.get(index).toString();
                })
                .toList();
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
    }

    /** As {@code --json} writes it. */
    public ObjectNode json() {
        ObjectNode json = evaluation.json();
        json.put("model", name);
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
