package io.maskstream.worker.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** How long a server asks to be left alone (RFC 9110, section 10.2.3): a number of seconds, or a date as servers write it today (IMF-fixdate). */
final class RetryAfter {
    private static final Duration MOST = Duration.ofDays(365);
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /**
     * Reads the header of an answer.
     *
     * @param clock for a date, where the server does not tell its own time in {@code Date}
     * @return zero where there is none, or it is neither a number nor a date, or its date has passed; a year at most
     */
    static Duration of(HttpMessage answer, Clock clock) {
        String text = text(answer, "Retry-After");
        if (text == null) {
            return Duration.ZERO;
        }
        if (text.matches("[0-9]+")) {
            return text.length() > MOST_DIGITS ? MOST : atMost(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant date = DateUtils.parseStandardDate(text);
        if (date == null) {
            return Duration.ZERO;
        }
        Instant told = DateUtils.parseStandardDate(answer, "Date");
        Duration left = Duration.between(told == null ? clock.instant() : told, date);
        return left.isNegative() ? Duration.ZERO : atMost(left);
    }

    private static Duration atMost(Duration asked) {
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }

    private static @Nullable String text(HttpMessage answer, String name) {
        Header header = answer.getFirstHeader(name);
        String value = header == null ? null : header.getValue();
        return value == null ? null : value.strip();
    }
}
