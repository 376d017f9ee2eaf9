package io.maskstream.worker.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                              | 7",
                "' 7 '                          | 7",
                "0                              | 0",
                "Sun, 06 Nov 1994 08:50:37 GMT  | 60",
                "Sun, 06 Nov 1994 08:00:00 GMT  | 0",
                "-7                             | 0",
                "1.5                            | 0",
                "soon                           | 0",
                "''                             | 0",
                "99999999999999999999           | 31536000"
            })
    void shouldReadSecondsAndDatesByTheServersClock(String text, long seconds) {
        // Given: its clock is 31 years behind
        String date = "Sun, 06 Nov 1994 08:49:37 GMT";
        // When / Then
        assertThat(RetryAfter.of(text, date, CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldReadADateByItsOwnClockWhereTheServerDoesNotTellTheTime() {
        assertThat(RetryAfter.of("Sat, 31 Jan 2026 12:02:00 GMT", null, CLOCK)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void shouldBeZeroWhereNothingIsAsked() {
        assertThat(RetryAfter.of(null, null, CLOCK)).isZero();
    }
}
