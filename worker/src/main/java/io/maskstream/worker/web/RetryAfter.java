package io.maskstream.worker.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How long a server of HTTP, S3's or any other, asks to be left alone (RFC 9110, section 10.2.3): a number of seconds, or a date as servers write it today
 * (IMF-fixdate).
 */
public final class RetryAfter {
    private static final Duration MOST = Duration.ofDays(365);
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /**
     * Reads an answer's headers.
     *
     * @param asked the value of {@code Retry-After}; null where there is none
     * @param date the value of {@code Date}, the server's own time, by which a date is understood; null where there is none
     * @param clock for a date, where the server does not tell its own time
     * @return zero where nothing is asked, or what is neither a number nor a date, or its date has passed; a year at most
     */
    public static Duration of(@Nullable String asked, @Nullable String date, Clock clock) {
        if (asked == null) {
            return Duration.ZERO;
        }
        String text = asked.strip();
        if (text.matches("[0-9]+")) {
            return text.length() > MOST_DIGITS ? MOST : atMost(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant until = instant(text);
        if (until == null) {
            return Duration.ZERO;
        }
        Instant told = date == null ? null : instant(date.strip());
        Duration left = Duration.between(told == null ? clock.instant() : told, until);
        return left.isNegative() ? Duration.ZERO : atMost(left);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static Duration atMost(Duration asked) {
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }
}
