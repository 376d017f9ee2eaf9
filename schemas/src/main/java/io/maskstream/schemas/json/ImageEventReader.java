package io.maskstream.schemas.json;

import io.maskstream.schemas.event.ImageEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what lands on the images topic, from whoever sends it: a JSON object, or a bare URI as the value, with or without
 * JSON's quotes. Unknown fields are ignored. Thread-safe.
 */
public final class ImageEventReader {
    private static final String WHAT_TO_SEND = "send {\"uri\": \"file:///…\"}, or a bare URI as the value";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final EventMapper mapper;

    public ImageEventReader(EventMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Reads one request.
     *
     * @param value of a record on the images topic, null included
     * @throws InvalidEventException if it is neither such an object nor a URI; with what could be read all the same
     */
    public ImageEvent read(byte @Nullable [] value) throws InvalidEventException {
        if (value == null) {
            throw new InvalidEventException("the record has no value (null): " + WHAT_TO_SEND);
        }
        EventMapper.checkLength(value);
        byte[] json = withoutByteOrderMark(value);
        String text = text(json);
        if (text.isEmpty()) {
            throw new InvalidEventException("the record's value is empty: " + WHAT_TO_SEND);
        }
        return switch (text.charAt(0)) {
            case '{' -> fromObject(mapper.tree(json));
            case '"' -> fromUri(mapper.tree(json).asString());
            default -> fromUri(text);
        };
    }

    private static byte[] withoutByteOrderMark(byte[] value) {
        boolean marked = Arrays.mismatch(value, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length;
        return marked ? Arrays.copyOfRange(value, BYTE_ORDER_MARK.length, value.length) : value;
    }

    private static String text(byte[] value) throws InvalidEventException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new InvalidEventException("the record's value is not text in UTF-8: " + WHAT_TO_SEND, e);
        }
    }

    private static ImageEvent fromUri(String uri) throws InvalidEventException {
        try {
            return ImageEvent.of(uri);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException("the record's value is not JSON, and not a URI either: " + WHAT_TO_SEND, e);
        }
    }

    private static ImageEvent fromObject(JsonNode event) throws InvalidEventException {
        try {
            String uri = text(event, "uri");
            if (uri == null) {
                throw new IllegalArgumentException("the event has no uri: " + WHAT_TO_SEND);
            }
            return new ImageEvent(text(event, "imageId"), uri, attributes(event, true));
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException(
                    String.valueOf(e.getMessage()),
                    e,
                    readable(event, "imageId"),
                    readable(event, "uri"),
                    attributes(event, false));
        }
    }

    private static @Nullable String text(JsonNode event, String name) {
        JsonNode field = event.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return null;
        }
        if (!field.isString()) {
            throw new IllegalArgumentException("%s is %s instead of text".formatted(name, kind(field)));
        }
        return field.asString();
    }

    private static @Nullable String readable(JsonNode event, String name) {
        JsonNode field = event.path(name);
        return field.isString() && !field.asString().isBlank() ? field.asString() : null;
    }

    private static Map<String, String> attributes(JsonNode event, boolean strict) {
        JsonNode field = event.path("attributes");
        if (strict && !field.isObject() && !field.isMissingNode() && !field.isNull()) {
            throw new IllegalArgumentException(
                    "attributes is %s instead of an object of text, such as {\"album\": \"summer\"}"
                            .formatted(kind(field)));
        }
        var attributes = new LinkedHashMap<String, String>();
        for (var attribute : field.properties()) {
            if (attribute.getValue().isString()) {
                attributes.put(attribute.getKey(), attribute.getValue().asString());
            } else if (strict) {
                throw new IllegalArgumentException("the attribute %s is %s instead of text"
                        .formatted(JsonErrors.clip(attribute.getKey()), kind(attribute.getValue())));
            }
        }
        return Collections.unmodifiableMap(attributes);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
