package io.maskstream.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

    @Test
    void shouldCopyAttributesInTheirOrder() {
        // Given
        var attributes = new LinkedHashMap<>(Map.of("z", "1"));
        attributes.put("a", "2");
        attributes.put("m", "3");
        // When
        var event = new ImageEvent("cat-1", "file:///a", attributes);
        attributes.clear();
        // Then
        assertThat(event.attributes().keySet()).containsExactly("z", "a", "m");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> event.attributes().put("b", "4"));
    }

    @Test
    void shouldCopyRunsDeeply() {
        // Given
        var runs = new ArrayList<>(List.of(8));
        // When
        var mask = EncodedMask.cocoRle(4, 2, List.of(runs));
        runs.add(1);
        // Then
        assertThat(mask.counts()).containsExactly(List.of(8));
    }

    @Test
    void shouldSayThatARunLengthIsMissing() {
        assertThatNullPointerException()
                .isThrownBy(() -> EncodedMask.cocoRle(4, 2, List.of(Arrays.asList(8, null))))
                .withMessage("a run length of mask.counts is missing");
    }

    @Test
    void shouldForgiveRoundingButNoImpossibleShare() {
        assertThat(new ClassArea(0, "pet", 1, 1.0000000001, List.of(0, 0, 1, 1), 1).fraction())
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassArea(0, "pet", 1, 1.1, List.of(0, 0, 1, 1), 1))
                .withMessage("fraction of class 0 is 1.1: it lies between 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassArea(0, "pet", 0, 0, null, Double.NaN))
                .withMessageStartingWith("meanConfidence of class 0 is NaN");
    }

    @Test
    void shouldRefuseDurationsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageMillis(-1, 0, 0, 0, 0, 0, 0, 0, 0))
                .withMessage("millis.topicWait is -1.0: milliseconds are 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StageMillis(0, 0, 0, 0, 0, 0, 0, 0, Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldNameAnImageByItsEventElseItsKeyElseItsRecord() {
        var source = new SourceRecord("maskstream.images", 3, 42);
        assertThat(source.imageId("cat-1", "key")).isEqualTo("cat-1");
        assertThat(source.imageId(null, "key")).isEqualTo("key");
        assertThat(source.imageId(" ", "")).isEqualTo("maskstream.images-3-42");
        assertThat(source.imageId(null, null)).isEqualTo("maskstream.images-3-42");
    }
}
