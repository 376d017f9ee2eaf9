package io.maskstream.worker.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/a/b;c=d?e=f+%20%c3%a4&g~#h", "/not allowed\\ but ASCII\n"})
    void shouldLeaveAsciiAlone(String text) {
        assertThat(PercentEncoding.ofText(text)).isEqualTo(text);
        assertThat(PercentEncoding.ofBytes(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "/k\u00E4fer.jpg, /k%C3%A4fer.jpg",
        "/ka\u0308fer.jpg, /ka%CC%88fer.jpg",
        "/\u037E, /%CD%BE", // in NFC a semicolon
        "/\uD83D\uDC31, /%F0%9F%90%B1"
    })
    void shouldEncodeTheVeryLetters(String text, String encoded) {
        assertThat(PercentEncoding.ofText(text)).isEqualTo(encoded);
        assertThat(PercentEncoding.ofBytes(new String(text.getBytes(UTF_8), ISO_8859_1)))
                .isEqualTo(encoded);
    }

    @Test
    void shouldEncodeBytesThatAreNoUtf8() {
        assertThat(PercentEncoding.ofBytes("/k\u00E4fer.jpg")).isEqualTo("/k%E4fer.jpg");
    }

    @Test
    void shouldMakeNoQueryOfHalfAPair() {
        assertThat(PercentEncoding.ofText("/\uD83D.jpg")).isEqualTo("/%EF%BF%BD.jpg");
    }
}
