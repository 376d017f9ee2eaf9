package io.maskstream.worker.config;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * One thing that can be set.
 *
 * @param key its name in a file and, after two dashes, its flag
 * @param fallback its value where nobody sets it
 * @param description half a sentence for the help
 * @param parser from text to the value; its errors say what is allowed
 */
public record Setting<T>(String key, Supplier<String> fallback, String description, Parser<T> parser) {

    /** Text to a value. */
    @FunctionalInterface
    public interface Parser<T> {
        /** @throws IllegalArgumentException where the text is no such value; the message goes on after "KEY " */
        T parse(String text);
    }

    static <T> Setting<T> of(String key, String fallback, String description, Parser<T> parser) {
        return new Setting<>(key, () -> fallback, description, parser);
    }

    /** The environment variable that sets it. */
    public String environmentName() {
        return environmentName(key);
    }

    /** The environment variable that sets what has this key, Kafka's own included. */
    public static String environmentName(String key) {
        return "MASKSTREAM_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
