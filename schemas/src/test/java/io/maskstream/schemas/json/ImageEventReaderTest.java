package io.maskstream.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maskstream.schemas.event.ImageEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageEventReaderTest {
    private final ImageEventReader reader = new ImageEventReader(new EventMapper());

    @Test
    void shouldReadAnObjectAndIgnoreWhatItDoesNotKnow() throws InvalidEventException {
        // Given
        String value = """
                {"imageId": "cat-1", "uri": "file:///photos/cat.jpg", "priority": [{"high": 1e400}],
                 "attributes": {"z": "1", "a": "2"}}""";
        // When
        var event = reader.read(value.getBytes(UTF_8));
        // Then
        assertThat(event).isEqualTo(new ImageEvent("cat-1", "file:///photos/cat.jpg", Map.of("a", "2", "z", "1")));
        assertThat(event.attributes().keySet()).containsExactly("z", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uri\": \"https://example.org/a.png\"}",
                "{\"uri\": \"https://example.org/a.png\", \"imageId\": null, \"attributes\": null}",
                "\uFEFF{\"uri\": \"https://example.org/a.png\"}",
                "https://example.org/a.png",
                "  https://example.org/a.png\n",
                "\"https://example.org/a.png\""
            })
    void shouldReadWhatPeopleSend(String value) throws InvalidEventException {
        assertThat(reader.read(value.getBytes(UTF_8))).isEqualTo(ImageEvent.of("https://example.org/a.png"));
    }

    @Test
    void shouldReadALargeDataUri() throws InvalidEventException {
        String uri = "data:image/jpeg;base64," + "A".repeat(8_000_000);
        assertThat(reader.read(("{\"uri\": \"" + uri + "\"}").getBytes(UTF_8)).uri())
                .isEqualTo(uri);
        assertThat(reader.read(uri.getBytes(UTF_8)).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | the event has no uri: send {\"uri\": \"file:///…\"}, or a bare URI as the value",
                "{\"uri\": null} | the event has no uri",
                "{\"uri\": 5} | uri is a number instead of text",
                "{\"uri\": [\"file:///a\"]} | uri is a list instead of text",
                "{\"uri\": \"\"} | the uri has no scheme",
                "{\"uri\": \"photos/cat.jpg\"} | the uri has no scheme",
                "{\"uri\": \"file:///my cat.jpg\"} | the uri has a blank or a control character: write a blank as %20",
                "{\"uri\": \"file:///a\", \"imageId\": \" \"} | imageId is blank",
                "{\"uri\": \"file:///a\", \"imageId\": 7} | imageId is a number instead of text",
                "{\"uri\": \"file:///a\", \"attributes\": []} | attributes is a list instead of an object of text",
                "{\"uri\": \"file:///a\", \"attributes\": {\"n\": 1}} | the attribute n is a number instead of text",
                "{\"uri\": \"file:///a\", \"attributes\": {\"n\": null}} | the attribute n is null instead of text",
                "{\"uri\": | the value is not JSON: it ends early",
                "{'uri': 'file:///a'} | the value is not JSON: line 1, column 2",
                "{\"uri\": \"file:///a\"} trailing | the value is not JSON: line 1, column",
                "hello world | the record's value is not JSON, and not a URI either",
                "[\"file:///a\"] | the record's value is not JSON, and not a URI either",
                "42 | the record's value is not JSON, and not a URI either",
                "null | the record's value is not JSON, and not a URI either",
                "\"hello\" | the record's value is not JSON, and not a URI either",
                "~   ~ | the record's value is empty"
            })
    void shouldSayWhatIsWrong(String value, String sentence) {
        assertThat(failure(value.getBytes(UTF_8))).hasMessageStartingWith(sentence);
    }

    @Test
    void shouldSayWhatIsWrongWithValuesThatAreNoText() {
        assertThat(failure(null)).hasMessageStartingWith("the record has no value (null): send");
        assertThat(failure(new byte[0])).hasMessageStartingWith("the record's value is empty: send");
        assertThat(failure(new byte[] {(byte) 0xFF, (byte) 0xD8, 0})).hasMessageContaining("is not text in UTF-8");
        assertThat(failure("{\"uri\": \"file:///a\"}".getBytes(UTF_16))).hasMessageContaining("is not text in UTF-8");
        assertThat(failure(new byte[EventMapper.MAX_BYTES + 1]))
                .hasMessageContaining("more than the limit of 16777216");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"uri\":\"file:///a\",\"x\":%s}", "{\"a\":%s"})
    void shouldNotFollowDeepNestingOrEndlessNumbers(String value) {
        assertThat(failure(value.formatted("[".repeat(100_000)).getBytes(UTF_8)))
                .hasMessageStartingWith("the value is over a limit")
                .hasMessageContaining("32 levels");
        assertThat(failure(value.formatted("9".repeat(100_000)).getBytes(UTF_8)))
                .hasMessageStartingWith("the value is over a limit");
    }

    @Test
    void shouldHandOnWhatCouldBeReadAllTheSame() {
        // Given
        String value =
                "{\"imageId\": \"cat-1\", \"attributes\": {\"album\": \"summer\", \"n\": 1}, \"uri\": \"cat.jpg\"}";
        // When
        var failure = failure(value.getBytes(UTF_8));
        // Then
        assertThat(failure.imageId()).isEqualTo("cat-1");
        assertThat(failure.uri()).isEqualTo("cat.jpg");
        assertThat(failure.attributes()).containsExactly(Map.entry("album", "summer"));
    }

    @Test
    void shouldNotQuoteTheUri() {
        assertThat(failure("{\"uri\": \"https://me:secret@example.org/a b\"}".getBytes(UTF_8))
                        .getMessage())
                .doesNotContain("secret");
    }

    private InvalidEventException failure(byte @Nullable [] value) {
        return catchThrowableOfType(InvalidEventException.class, () -> reader.read(value));
    }
}
