package io.maskstream.worker.cli.common;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as an option: an instant of ISO 8601, or how long ago it is, such as {@code 90s}, {@code 30m}, {@code 2h} or {@code 7d}. */
public final class Moment implements ITypeConverter<Instant> {
    private static final Pattern AGO = Pattern.compile("(\\d{1,9})\\s*([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private final Clock clock;

    Moment() {
        this(Clock.systemUTC());
    }

    Moment(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        var ago = AGO.matcher(text.strip().toLowerCase(Locale.ROOT));
        try {
            if (ago.matches()) {
                Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
                return clock.instant().minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
            }
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException none) {
            throw new TypeConversionException(
                    "'%s' is no moment: write 2026-01-31T12:00:00Z, or how long ago, such as 30m, 2h or 7d"
                            .formatted(text));
        }
    }
}
