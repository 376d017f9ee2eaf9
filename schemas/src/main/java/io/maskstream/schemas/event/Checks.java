package io.maskstream.schemas.event;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the records' constructors check. The messages reach people who sent a wrong event, so they name JSON fields. */
final class Checks {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final double ROUNDING = 1e-6;

    private Checks() {}

    static <T> T present(@Nullable T value, String name) {
        return requireNonNull(value, () -> name + " is missing");
    }

    static String text(@Nullable String value, String name) {
        check(!present(value, name).isBlank(), "%s is blank", name);
        return present(value, name);
    }

    static String sha256(@Nullable String value, String name) {
        String digits = present(value, name);
        check(SHA256.matcher(digits).matches(), "%s is not 64 lower-case hexadecimal digits", name);
        return digits;
    }

    static void atLeast(long least, long value, String name) {
        check(value >= least, "%s is %d: the least is %d", name, value, least);
    }

    static void duration(double millis, String name) {
        check(millis >= 0 && millis < Double.POSITIVE_INFINITY, "%s is %s: milliseconds are 0 or more", name, millis);
    }

    /** A share from 0 to 1; what only rounding put beyond is brought back. */
    static double share(double value, String name) {
        check(value >= -ROUNDING && value <= 1 + ROUNDING, "%s is %s: it lies between 0 and 1", name, value);
        return Math.min(1, Math.max(0, value));
    }

    /** A copy in the sender's order, so that the same input gives the same output. */
    static Map<String, String> attributes(@Nullable Map<String, String> attributes) {
        if (attributes == null) {
            return Map.of();
        }
        attributes.forEach((name, value) -> {
            present(name, "the name of an attribute");
            requireNonNull(value, () -> "the attribute " + name + " is null: attributes are text");
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more library for every consumer
    static void check(boolean holds, String sentence, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(sentence.formatted(values));
        }
    }
}
