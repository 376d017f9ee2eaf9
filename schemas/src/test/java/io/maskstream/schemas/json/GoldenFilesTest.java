package io.maskstream.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.mask.ClassMask;
import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.schemas.mask.MaskFormatException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire contract: these files change only by additions. */
class GoldenFilesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final EventMapper mapper = new EventMapper();

    static Stream<String> names() {
        return Golden.TYPES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeReadAndWrittenBackTheSame(String name) throws InvalidEventException {
        // Given
        String golden = Golden.json(name);
        // When
        Object event = mapper.read(golden.getBytes(UTF_8), requireNonNull(Golden.TYPES.get(name)));
        // Then
        assertThat(new String(mapper.write(event), UTF_8)).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldKeepToTheirSchemas(String name) {
        assertThat(Golden.schemaErrors(name, Golden.json(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeReadWithFieldsThatComeLater(String name) throws InvalidEventException {
        // Given
        var type = requireNonNull(Golden.TYPES.get(name));
        String later = Golden.json(name).replace("{\"", "{\"later\":{\"x\":[1]},\"");
        if (later.contains("\"attributes\":{\"later\"")) {
            later = later.replace("\"attributes\":{\"later\":{\"x\":[1]},", "\"attributes\":{");
        }
        // When, Then
        assertThat(Golden.schemaErrors(name, later)).isEmpty();
        assertThat(mapper.read(later.getBytes(UTF_8), type))
                .isEqualTo(mapper.read(Golden.json(name).getBytes(UTF_8), type));
    }

    @ParameterizedTest
    @CsvSource({"mask-event", "mask-event-coco-rle"})
    void shouldHoldAMaskThatCanBeDecoded(String name) throws InvalidEventException, MaskFormatException {
        // Given
        var event = mapper.read(Golden.json(name).getBytes(UTF_8), MaskEvent.class);
        // When, Then
        assertThat(MaskDecoder.decode(event.mask()))
                .isEqualTo(new ClassMask(4, 2, new byte[] {1, 0, 1, 1, 1, 0, 1, 1}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "image-event | /uri | null",
                "image-event | /uri | 5",
                "image-event | /uri | \"photos/cat.jpg\"",
                "image-event | /uri | \"file:///a b\"",
                "image-event | /uri | \"file:///a\\u0000b\"",
                "image-event | /imageId | \" \"",
                "image-event | /imageId | 7",
                "image-event | /attributes | []",
                "image-event | /attributes | {\"n\": 1}",
                "image-event | /attributes | {\"n\": null}",
                "mask-event | /imageId | null",
                "mask-event | /uri | null",
                "mask-event | /image | null",
                "mask-event | /image/width | 0",
                "mask-event | /image/width | 1.5",
                "mask-event | /image/width | \"4\"",
                "mask-event | /image/width | 2147483648",
                "mask-event | /image/sha256 | \"9F86\"",
                "mask-event | /mask/encoding | \"webp\"",
                "mask-event | /mask/encoding | \"uri\"",
                "mask-event | /mask/data | null",
                "mask-event | /mask/counts | [[8]]",
                "mask-event | /mask/height | -2",
                "mask-event-coco-rle | /mask/counts | null",
                "mask-event-coco-rle | /mask/counts | [1, 2]",
                "mask-event-coco-rle | /mask/counts | [[\"8\"]]",
                "mask-event-uri | /mask/uri | null",
                "mask-event | /classes | {}",
                "mask-event | /classes/0/id | 256",
                "mask-event | /classes/0/name | \"\"",
                "mask-event | /classes/0/pixels | -1",
                "mask-event | /classes/0/pixels | 0",
                "mask-event | /classes/0/fraction | 1.5",
                "mask-event | /classes/0/boundingBox | null",
                "mask-event | /classes/0/boundingBox | [0, 0, 1]",
                "mask-event | /classes/0/boundingBox | [0, 0, 0, 1]",
                "mask-event | /classes/0/boundingBox | [0, 0, 1, 1, 1]",
                "mask-event | /classes/0/meanConfidence | \"high\"",
                "mask-event | /classes/2/boundingBox | [0, 0, 1, 1]",
                "mask-event | /model/version | null",
                "mask-event | /segmentedAt | \"yesterday\"",
                "latency-event | /batchSize | -1",
                "latency-event | /attempts | 0",
                "latency-event | /startedAt | null",
                "latency-event | /millis | null",
                "latency-event | /millis/fetch | -0.5",
                "latency-event | /millis/total | null",
                "failure-event | /reason | \"NO_IDEA\"",
                "failure-event | /reason | 1",
                "failure-event | /detail | \"\"",
                "failure-event | /source/offset | -1",
                "failure-event | /source | null",
                "failure-event | /failedAt | \"2026-13-01T00:00:00Z\"",
                "failure-event-with-record | /record/encoding | \"latin-1\"",
                "failure-event-with-record | /record/value | {}",
                "failure-event-with-record | /record/omittedValueBytes | 5",
                "failure-event-with-record | /record/omittedKeyBytes | 5",
                "failure-event-with-bytes | /record/omittedValueBytes | -1",
                "failure-event-with-bytes | /record/omittedHeaders | 0"
            })
    void shouldBeRefusedByRecordAndSchemaWithAnImpossibleValue(String name, String field, String value) {
        // Given
        String json = with(Golden.json(name), field, value);
        var type = requireNonNull(Golden.TYPES.get(name));
        // When, Then
        assertThat(Golden.schemaErrors(name, json)).isNotEmpty();
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> mapper.read(json.getBytes(UTF_8), type))
                .withMessageMatching("(?s)(?!.*(jackson|java\\.|io\\.maskstream|Exception)).{10,200}");
    }

    @ParameterizedTest
    @CsvSource({
        "image-event, /uri",
        "mask-event, /imageId",
        "mask-event, /mask",
        "mask-event, /mask/width",
        "mask-event, /mask/data",
        "mask-event, /classes",
        "mask-event, /classes/0/pixels",
        "mask-event, /classes/0/fraction",
        "mask-event, /model/sha256",
        "mask-event, /segmentedAt",
        "latency-event, /worker",
        "latency-event, /millis/queue",
        "latency-event, /batchSize",
        "failure-event, /reason",
        "failure-event, /source/partition",
        "failure-event, /attempts",
        "failure-event-with-record, /record/encoding"
    })
    void shouldBeRefusedByRecordAndSchemaWithoutARequiredField(String name, String field) {
        // Given
        var tree = JSON.readTree(Golden.json(name));
        var pointer = JsonPointer.compile(field);
        ((ObjectNode) tree.at(pointer.head())).remove(pointer.last().getMatchingProperty());
        // When, Then
        assertThat(Golden.schemaErrors(name, tree.toString())).isNotEmpty();
        assertThatExceptionOfType(InvalidEventException.class)
                .isThrownBy(() -> mapper.read(tree.toString().getBytes(UTF_8), requireNonNull(Golden.TYPES.get(name))));
    }

    @Test
    void shouldHaveSchemasWithNamesAndVersions() {
        assertThat(names())
                .allSatisfy(name -> assertThat(Golden.schema(name).getId()).matches("urn:maskstream:[a-z]+-event:1"));
    }

    private static String with(String json, String field, String value) {
        var tree = JSON.readTree(json);
        var pointer = JsonPointer.compile(field);
        var parent = tree.at(pointer.head());
        if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), JSON.readTree(value));
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), JSON.readTree(value));
        }
        return tree.toString();
    }
}
