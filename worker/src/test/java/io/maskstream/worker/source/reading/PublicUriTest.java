package io.maskstream.worker.source.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUriTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///photos/me@home.jpg",
                "https://host/@user/cat.jpg",
                "https://host:8080/a@b?c=d@e#f@g",
                "https://[::1]:80/@cat.jpg",
                "https://[::1]/@cat.jpg",
                "cat@2x.jpg",
                "data:,a@b",
                ""
            })
    void shouldLeaveAloneWhatHoldsNoCredentials(String uri) {
        assertThat(PublicUri.of(uri)).isEqualTo(uri);
        assertThat(PublicUri.hasCredentials(uri)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://u:p@host/cat.jpg, http://host/cat.jpg",
        "https://u@host:8443/a@b, https://host:8443/a@b",
        "http://u:p@q@host/, http://host/",
        "//u:p@host/cat.jpg, //host/cat.jpg",
        "s3://key:secret@bucket/cat.jpg, s3://bucket/cat.jpg",
    })
    void shouldDropCredentials(String uri, String shown) {
        assertThat(PublicUri.of(uri)).isEqualTo(shown);
        assertThat(PublicUri.hasCredentials(uri)).isTrue();
    }

    @Test
    void shouldAbbreviateData() {
        // Given
        String uri = "data:image/png;base64," + "A".repeat(1_000);
        // When / Then
        assertThat(PublicUri.of(uri)).isEqualTo(uri.substring(0, 64) + "…(1022 bytes)");
        assertThat(PublicUri.isCut(uri)).isFalse();
    }

    @Test
    void shouldCutDataOnceAndKnowItAgain() {
        // Given
        String cut = PublicUri.of("data:image/png;base64," + "A".repeat(1_000));
        // When / Then
        assertThat(PublicUri.of(cut)).isEqualTo(cut);
        assertThat(PublicUri.isCut(cut)).isTrue();
        assertThat(PublicUri.isCut(cut + "A")).isFalse();
        assertThat(PublicUri.isCut(cut.replace("data:", "http:"))).isFalse();
        assertThat(PublicUri.isCut("data:,…(1 bytes)")).isFalse();
    }

    @Test
    void shouldQuoteOnOneShortLine() {
        assertThat(PublicUri.quoted("http://host/\n\u0007")).isEqualTo("\"http://host/??\"");
        assertThat(PublicUri.quoted("http://host/" + "a".repeat(10_000)))
                .hasSizeLessThan(210)
                .endsWith("…\"");
    }
}
