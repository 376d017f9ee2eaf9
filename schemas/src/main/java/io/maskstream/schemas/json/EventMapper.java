package io.maskstream.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Events as JSON in UTF-8 (RFC 8259), and back. Fields keep the records' order, instants are ISO-8601 text, null fields
 * are left out unless the record says otherwise. Reading ignores unknown fields, converts no type into another (5 is not
 * "5"), and stops at limits that no honest event reaches. Thread-safe.
 */
public final class EventMapper {
    /** Most bytes of a value that are read: room for an image in a {@code data:} URI or a large mask. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .build())
            .annotationIntrospector(new PrimitivesAreRequired())
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** The event as a record's value; a record of {@code io.maskstream.schemas.event}. */
    public byte[] write(Object event) {
        return JSON.writeValueAsBytes(event);
    }

    /**
     * Reads one event.
     *
     * @param json a record's value
     * @param type a record of {@code io.maskstream.schemas.event}; what lands on the images topic is read by
     *     {@link ImageEventReader}, which knows bare URIs too
     * @throws InvalidEventException if it is not JSON, over a limit, or not such an event
     */
    public <T> T read(byte[] json, Class<T> type) throws InvalidEventException {
        checkLength(json);
        try {
            T event = JSON.readValue(json, type);
            if (event == null) {
                throw new InvalidEventException("the value is null instead of a JSON object");
            }
            return event;
        } catch (JacksonException e) {
            throw new InvalidEventException(JsonErrors.sentence(e), e);
        }
    }

    JsonNode tree(byte[] json) throws InvalidEventException {
        checkLength(json);
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidEventException(JsonErrors.sentence(e), e);
        }
    }

    static void checkLength(byte[] value) throws InvalidEventException {
        if (value.length > MAX_BYTES) {
            throw new InvalidEventException(
                    "the value has %d bytes, more than the limit of %d".formatted(value.length, MAX_BYTES));
        }
    }

    /** A number that is left out is an error, not 0. So a field that a later version adds has to be nullable. */
    private static final class PrimitivesAreRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType().isPrimitive() ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }
    }
}
