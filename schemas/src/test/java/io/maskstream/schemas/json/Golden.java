package io.maskstream.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The golden files, the records that they are of, and the JSON Schemas that they keep to. */
final class Golden {
    static final Map<String, Class<?>> TYPES = Map.of(
            "image-event", ImageEvent.class,
            "mask-event", MaskEvent.class,
            "mask-event-coco-rle", MaskEvent.class,
            "mask-event-uri", MaskEvent.class,
            "latency-event", LatencyEvent.class,
            "failure-event", FailureEvent.class,
            "failure-event-without-uri", FailureEvent.class,
            "failure-event-with-record", FailureEvent.class,
            "failure-event-with-bytes", FailureEvent.class);

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Golden() {}

    /** One line of JSON. */
    static String json(String name) {
        return resource("/golden/" + name + ".json").strip();
    }

    /** What the JSON Schema of a golden file's event says about a value, with formats checked. */
    static List<Error> schemaErrors(String name, String json) {
        return schema(name)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    static Schema schema(String name) {
        String event = name.substring(0, name.indexOf("-event")) + "-event";
        return SCHEMAS.getSchema(resource("/io/maskstream/schemas/" + event + ".schema.json"), InputFormat.JSON);
    }

    static String resource(String path) {
        try (var stream = requireNonNull(Golden.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
