package io.maskstream.standalone.it.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.maskstream.schemas.event.MaskEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The published JSON Schemas, by the name of the event. */
final class EventSchemas {
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new HashMap<>();

    /** What is wrong with a value, with formats checked. */
    List<Error> errors(String event, byte[] json) {
        return schemas.computeIfAbsent(event, this::load)
                .validate(
                        new String(json, UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private Schema load(String event) {
        String resource = "/io/maskstream/schemas/" + event + ".schema.json";
        try (var stream = requireNonNull(MaskEvent.class.getResourceAsStream(resource), resource)) {
            return registry.getSchema(new String(stream.readAllBytes(), UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
