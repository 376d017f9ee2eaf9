package io.maskstream.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.ImageEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventMapperTest {
    private final EventMapper mapper = new EventMapper();

    @Test
    void shouldTakeMissingAttributesForNone() throws InvalidEventException {
        assertThat(mapper.read("{\"uri\":\"file:///a\"}".getBytes(UTF_8), ImageEvent.class))
                .isEqualTo(ImageEvent.of("file:///a"));
    }

    @Test
    void shouldLeaveOutNullFields() {
        assertThat(new String(mapper.write(ImageEvent.of("file:///a")), UTF_8))
                .isEqualTo("{\"uri\":\"file:///a\",\"attributes\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"width\":4 | \"width\":\"4\" | image.width is missing or is not a whole number in range",
                "\"width\":4, |  | image.width is missing or is not a whole number in range",
                "\"width\":4 | \"width\":9999999999 | image.width is a number out of range",
                "\"width\":4 | \"width\":0 | image.width is 0: the least is 1",
                "\"name\":\"pet\" | \"name\":3 | classes[0].name is missing or is not text",
                "\"fraction\":0.25 | \"fraction\":\"much\" | classes[0].fraction is missing or is not a number",
                "[1,0,1,2] | 7 | classes[0].boundingBox is missing or is not a list",
                "\"2026-01-31T12:00:00.123456Z\" | \"noon\" | segmentedAt is missing or is not an instant such as",
                "\"shelf\":\"3\" | \"shelf\":{} | attributes.shelf is missing or is not text",
                "\"id\":1 | \"id\":0 | classes are not in order of id",
                "\"imageId\":\"cat-1\" | \"imageId\":\"\" | imageId is blank"
            })
    void shouldNameTheFieldThatIsWrong(String part, String replacement, String sentence) {
        // Given
        String json = Golden.json("mask-event").replace(part, replacement == null ? "" : replacement);
        // When, Then
        assertThat(failure(json, MaskEvent.class)).hasMessageStartingWith(sentence);
    }

    @Test
    void shouldNameTheReasonsThatThereAre() {
        // Given
        String json = Golden.json("failure-event").replace("NOT_FOUND", "LOST");
        // When, Then
        assertThat(failure(json, FailureEvent.class))
                .hasMessageStartingWith("reason is missing or is not one of INVALID_EVENT, FORBIDDEN, NOT_FOUND,");
    }

    @Test
    void shouldRefuseWhatIsNoEvent() {
        assertThat(failure("", LatencyEvent.class)).hasMessageStartingWith("the value is");
        assertThat(failure("null", LatencyEvent.class)).hasMessage("the value is null instead of a JSON object");
        assertThat(failure("[]", LatencyEvent.class)).hasMessage("the value is not a single JSON object");
        assertThat(failure("{\"imageId\"", LatencyEvent.class)).hasMessage("the value is not JSON: it ends early");
        assertThat(failure("{\n oops}", LatencyEvent.class))
                .hasMessageStartingWith("the value is not JSON: line 2, column");
        assertThat(failure(Golden.json("latency-event") + "{}", LatencyEvent.class))
                .hasMessage("the value is not a single JSON object");
    }

    @Test
    void shouldStopAtItsLimits() {
        // Given
        String deep = "{\"x\":" + "[".repeat(1_000_000);
        String long_ = "{\"x\":\"" + "a".repeat(EventMapper.MAX_BYTES) + "\"}";
        String number = "{\"x\":" + "1".repeat(1_000_000) + "}";
        String name = "{\"" + "n".repeat(100_000) + "\":1}";
        // When, Then
        assertThat(failure(deep, MaskEvent.class)).hasMessageStartingWith("the value is over a limit");
        assertThat(failure(long_, MaskEvent.class)).hasMessageContaining("more than the limit of 16777216");
        assertThat(failure(number, MaskEvent.class)).hasMessageStartingWith("the value is over a limit");
        assertThat(failure(name, MaskEvent.class)).hasMessageStartingWith("the value is over a limit");
    }

    private InvalidEventException failure(String json, Class<?> type) {
        return catchThrowableOfType(InvalidEventException.class, () -> mapper.read(json.getBytes(UTF_8), type));
    }
}
