package io.maskstream.worker.inference.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What a model file says of itself.
 *
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param width of the input, in pixels
 * @param height of the input, in pixels
 * @param classes in order of id, from 0
 * @param metadata every property of the file, as it stands there
 */
public record ModelDescription(
        String name,
        String version,
        String sha256,
        int width,
        int height,
        List<ModelClass> classes,
        Map<String, String> metadata) {
    public ModelDescription {
        requireNonNull(name, "name is null");
        requireNonNull(version, "version is null");
        requireNonNull(sha256, "sha256 is null");
        classes = List.copyOf(classes);
        metadata = Map.copyOf(metadata);
    }
}
