package io.maskstream.worker.config;

import io.maskstream.worker.web.UriText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How values are written. Messages continue the sentence that begins with the setting's name. */
final class Parsers {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "kb", 1_000L, "mb", 1_000_000L);

    /** Nanoseconds are counted to it and beyond without overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private Parsers() {}

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text.strip();
    }

    /** A name that Kafka takes for a group, a member or a topic. */
    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 1 to 100 letters, digits, dots, dashes or underscores");
        }
        return text;
    }

    static Path path(String text) {
        try {
            return Path.of(text(text));
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException("must be a path (" + invalid.getReason() + ")", invalid);
        }
    }

    static Setting.Parser<Long> number(long least, long most) {
        return text -> {
            try {
                long number = Long.parseLong(text.strip());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(outside(least, most), notANumber);
            }
            throw new IllegalArgumentException(outside(least, most));
        };
    }

    static Setting.Parser<Integer> integer(int least, int most) {
        return text -> Math.toIntExact(number(least, most).parse(text));
    }

    static Duration duration(String text) {
        var quantity = QUANTITY.matcher(text.strip());
        Long unit = quantity.matches() ? MILLIS.get(quantity.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("must be a number and a unit, such as 50ms, 30s, 5m or 1h");
        }
        long count = Long.parseLong(quantity.group(1));
        if (count > LONGEST.toMillis() / unit) {
            throw new IllegalArgumentException("must be at most %dh, which is a year".formatted(LONGEST.toHours()));
        }
        return Duration.ofMillis(count * unit);
    }

    static int bytes(String text) {
        long bytes = quantityOfBytes(text);
        if (bytes < 1 || bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("must be 1 byte or more and less than 2 GiB, such as 900000 or 64MiB");
        }
        return (int) bytes;
    }

    static int bytesOrNone(String text) {
        long bytes = quantityOfBytes(text);
        if (bytes < 0 || bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("must be 0 bytes or more and less than 2 GiB, such as 900000 or 64MiB");
        }
        return (int) bytes;
    }

    /** Below 0 where it is none, or beyond all counting. */
    private static long quantityOfBytes(String text) {
        var quantity = QUANTITY.matcher(text.strip());
        Long unit = quantity.matches() ? BYTES.get(quantity.group(2).toLowerCase(Locale.ROOT)) : null;
        long count = unit == null ? -1 : Long.parseLong(quantity.group(1));
        return unit == null || count > Long.MAX_VALUE / unit ? -1 : count * unit;
    }

    static Optional<URI> optionalUri(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(UriText.read(text.strip()));
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("must be a URI (" + malformed.getReason() + ")", malformed);
        }
    }

    static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    /** Words with commas between them, in their order. */
    static <T> List<T> list(String text, Function<String, T> word) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(word)
                .toList();
    }

    static Set<String> set(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    static <E> Setting.Parser<E> oneOf(E[] values, Function<E, String> name) {
        return text -> Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be " + Arrays.stream(values).map(name).collect(Collectors.joining(" or "))));
    }

    private static String outside(long least, long most) {
        return most == Long.MAX_VALUE || most == Integer.MAX_VALUE
                ? "must be a whole number, %d or more".formatted(least)
                : "must be a whole number, %d to %d".formatted(least, most);
    }
}
