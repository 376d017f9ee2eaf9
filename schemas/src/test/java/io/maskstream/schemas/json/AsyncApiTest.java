package io.maskstream.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {
    private final JsonNode document =
            new YAMLMapper().readTree(Golden.resource("/io/maskstream/schemas/asyncapi.yaml"));

    @Test
    void shouldDescribeAllTopics() {
        assertThat(document.path("asyncapi").asString()).startsWith("3.");
        assertThat(document.path("channels").propertyNames())
                .containsExactlyInAnyOrder("images", "masks", "latency", "failures");
        assertThat(document.path("operations").size()).isEqualTo(4);
    }

    @Test
    void shouldTellOfAllHeadersThatWorkersHandOn() {
        assertThat(document.at("/components/schemas/traceHeaders/properties").propertyNames())
                .containsExactlyInAnyOrder("traceparent", "tracestate", "baggage");
    }

    @Test
    void shouldReferOnlyToWhatExists() {
        // When
        List<String> references = document.findValuesAsString("$ref");
        // Then
        assertThat(references).hasSizeGreaterThan(20).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(Golden.resource("/io/maskstream/schemas/" + reference.replace("./", "")))
                        .contains("\"$id\"");
            }
        });
    }
}
