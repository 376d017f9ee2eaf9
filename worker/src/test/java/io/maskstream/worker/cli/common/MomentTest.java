package io.maskstream.worker.cli.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class MomentTest {
    private final Moment moment = new Moment(Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "2026-01-30T08:15:00Z, 2026-01-30T08:15:00Z",
        "2026-01-30T08:15:00+01:00, 2026-01-30T07:15:00Z",
        "2h, 2026-01-31T10:00:00Z",
        "90 S, 2026-01-31T11:58:30Z",
        "30m, 2026-01-31T11:30:00Z",
        "7d, 2026-01-24T12:00:00Z"
    })
    void shouldReadInstantsAndHowLongAgo(String text, String instant) {
        assertThat(moment.convert(text)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-01-30", "2h30m", "-1h", "1y", "", "999999999999h"})
    void shouldSayWhatAMomentLooksLike(String text) {
        assertThatThrownBy(() -> moment.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("write 2026-01-31T12:00:00Z, or how long ago, such as 30m, 2h or 7d");
    }
}
