package io.maskstream.standalone.page;

import java.util.Locale;

/** Figures as a person reads them. */
public final class Numbers {
    private Numbers() {}

    /** Such as {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1,234}, {@code 57.3} or {@code 0.42}. */
    public static String rate(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }

    /** Such as {@code 0.4 ms}, {@code 57 ms}, {@code 12.3 s} or {@code 3 min 20 s}. */
    public static String millis(double millis) {
        if (millis < 9.95) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        return millis < 999.5 ? String.format(Locale.ROOT, "%.0f ms", millis) : seconds(millis / 1000);
    }

    /** Such as {@code 4.2 s}, {@code 51 s} or {@code 3 min 20 s}. */
    public static String seconds(double seconds) {
        if (seconds < 99.5) {
            return String.format(Locale.ROOT, seconds < 9.95 ? "%.1f s" : "%.0f s", seconds);
        }
        long whole = Math.round(seconds);
        return "%d min %d s".formatted(whole / 60, whole % 60);
    }

    /** A share from 0 to 1, such as {@code 31%} or {@code 0.4%}. */
    public static String percent(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, percent > 0 && percent < 0.95 ? "%.1f%%" : "%.0f%%", percent);
    }

    /** A number and its word, such as {@code 1 image} or {@code 12 images}. */
    public static String of(long number, String word) {
        return count(number) + " " + word + (number == 1 ? "" : "s");
    }
}
