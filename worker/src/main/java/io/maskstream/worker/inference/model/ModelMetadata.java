package io.maskstream.worker.inference.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties that a model file carries under {@code maskstream.}, read and checked. */
final class ModelMetadata {
    private static final String CONTRACT = "maskstream.contract";
    private static final String CONTRACT_VERSION = "1";
    private static final String RESIZE = "maskstream.resize";
    private static final String RESIZE_RULE = "area";
    private static final String CLASSES = "maskstream.classes";
    private static final String EXAMPLE = "[{\"id\": 0, \"name\": \"pet\", \"color\": \"#FF8C1A\"}, …]";
    private static final int MAX_CLASSES = 256;
    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, String> properties;

    private ModelMetadata(Map<String, String> properties) {
        this.properties = properties;
    }

    /** @throws ModelContractException whose message is the second half of a sentence that begins with the file */
    static ModelMetadata of(Map<String, String> properties) throws ModelContractException {
        var metadata = new ModelMetadata(properties);
        metadata.mustBe(CONTRACT, CONTRACT_VERSION, "the contract that this worker keeps");
        metadata.mustBe(RESIZE, RESIZE_RULE, "the one way in which this worker resizes images");
        return metadata;
    }

    String name() throws ModelContractException {
        return required("maskstream.name");
    }

    String version() throws ModelContractException {
        return required("maskstream.version");
    }

    List<ModelClass> classes() throws ModelContractException {
        JsonNode array;
        try {
            array = JSON.readTree(required(CLASSES));
        } catch (JacksonException e) {
            throw new ModelContractException(
                    "has a property %s that is not JSON (%s); it must be like %s"
                            .formatted(CLASSES, e.getOriginalMessage(), EXAMPLE),
                    e);
        }
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_CLASSES) {
            throw new ModelContractException(
                    "has a property %s that is not a list of 1 to %d classes; it must be like %s"
                            .formatted(CLASSES, MAX_CLASSES, EXAMPLE));
        }
        var classes = new ArrayList<ModelClass>();
        for (JsonNode entry : array) {
            classes.add(modelClass(entry, classes.size()));
        }
        return classes;
    }

    private static ModelClass modelClass(JsonNode entry, int id) throws ModelContractException {
        var given = entry.path("id");
        if (!given.isInt() || given.intValue() != id) {
            throw new ModelContractException(
                    "has a property %s whose entry %d has the id %s, not %d; ids must be 0, 1, 2, … in that order"
                            .formatted(CLASSES, id + 1, given, id));
        }
        String name = entry.path("name").asString("");
        String colour = entry.path("color").asString("");
        if (name.isBlank() || !COLOUR.matcher(colour).matches()) {
            throw new ModelContractException(
                    "has a property %s whose entry %d is %s, without a name or a color of six hexadecimal digits; it must be like %s"
                            .formatted(CLASSES, id + 1, entry, EXAMPLE));
        }
        return new ModelClass(id, name, Integer.parseInt(colour.substring(1), 16));
    }

    private void mustBe(String key, String value, String what) throws ModelContractException {
        String given = required(key);
        if (!given.equals(value)) {
            throw new ModelContractException(
                    "has the property %s = \"%s\", and \"%s\" is %s; export it for that, or use a worker of its own version"
                            .formatted(key, given, value, what));
        }
    }

    private String required(String key) throws ModelContractException {
        String value = properties.get(key);
        if (value == null || value.isBlank()) {
            throw new ModelContractException(
                    "has no property %s, so it was not exported for Maskstream; export it with `maskstream export`"
                            .formatted(key));
        }
        return value;
    }
}
