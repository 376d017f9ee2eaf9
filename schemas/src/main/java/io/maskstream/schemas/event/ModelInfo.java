package io.maskstream.schemas.event;

/**
 * The model that made a mask.
 *
 * @param name as its file's metadata say
 * @param version as its file's metadata say
 * @param sha256 of the model file, 64 lower-case hexadecimal digits
 */
public record ModelInfo(String name, String version, String sha256) {
    /** @throws IllegalArgumentException if a text is blank, or the digest is none */
    public ModelInfo {
        Checks.text(name, "model.name");
        Checks.text(version, "model.version");
        Checks.sha256(sha256, "model.sha256");
    }
}
