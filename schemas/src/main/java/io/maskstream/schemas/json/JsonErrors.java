package io.maskstream.schemas.json;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What Jackson complains about, as a sentence for a sender who has never heard of Jackson. */
final class JsonErrors {
    private static final int LONGEST_NAME = 60;

    private JsonErrors() {}

    static String sentence(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "the value is over a limit: JSON is read up to %d levels deep, with names and numbers of ordinary length"
                    .formatted(EventMapper.MAX_DEPTH);
        }
        if (e instanceof InputCoercionException && !e.getPath().isEmpty()) {
            return "%s is a number out of range".formatted(field(e));
        }
        if (e instanceof UnexpectedEndOfInputException) {
            return "the value is not JSON: it ends early";
        }
        if (e instanceof StreamReadException) {
            var at = e.getLocation();
            return at == null || at.getLineNr() < 1
                    ? "the value is not JSON"
                    : "the value is not JSON: line %d, column %d is not as it should be"
                            .formatted(at.getLineNr(), at.getColumnNr());
        }
        if (e instanceof ValueInstantiationException
                && e.getCause() != null
                && e.getCause().getMessage() != null) {
            return e.getCause().getMessage(); // a record's own sentence
        }
        if (e instanceof MismatchedInputException && e.getPath().isEmpty()) {
            return "the value is not a single JSON object";
        }
        if (e instanceof MismatchedInputException mismatch) {
            return "%s is missing or is not %s".formatted(field(e), kind(mismatch.getTargetType()));
        }
        return "the value is not JSON in UTF-8";
    }

    private static String field(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(clip(name));
            }
        }
        return path.toString();
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null || type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == Instant.class) {
            return "an instant such as 2026-01-31T12:00:00Z";
        }
        if (List.of(double.class, Double.class).contains(type)) {
            return "a number";
        }
        return type == String.class ? "text" : "a whole number in range";
    }

    static String clip(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
