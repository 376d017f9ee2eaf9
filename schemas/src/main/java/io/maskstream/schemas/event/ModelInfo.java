package io.maskstream.schemas.event;

/**
 * The model that made a mask.
 *
 * @param sha256 of the model file, 64 lower-case hexadecimal digits
 */
public record ModelInfo(String name, String version, String sha256) {}
