package io.maskstream.worker.config;

/**
 * What somebody wrote.
 *
 * @param origin where: {@code worker.properties:3}, {@code MASKSTREAM_MODEL}, {@code --model} or {@code default}
 */
public record SettingValue(String text, String origin) {
    static final String DEFAULT = "default";
}
