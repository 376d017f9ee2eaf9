package io.maskstream.bench.report;

import static java.util.Objects.requireNonNull;

import io.maskstream.bench.statistics.Median;
import java.util.List;

/**
 * One figure.
 *
 * @param name such as {@code session.lesson.images-per-second}; once in a report, and stable over versions
 * @param value the figure, or the median of the samples
 * @param unit in words, such as {@code images/s}
 * @param samples what was measured in each round; empty where it was measured once
 * @param detail whether the table leaves it out
 */
public record Result(String name, double value, String unit, List<Double> samples, boolean detail) {
    public Result {
        requireNonNull(name, "name is null");
        requireNonNull(unit, "unit is null");
        samples = List.copyOf(samples);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s is %s, which is no figure".formatted(name, value));
        }
    }

    /** A figure that was measured once. */
    public static Result of(String name, double value, String unit) {
        return new Result(name, value, unit, List.of(), false);
    }

    /** A figure that was measured once, and that only a reader of the JSON asks for. */
    public static Result detail(String name, double value, String unit) {
        return new Result(name, value, unit, List.of(), true);
    }

    /** The median of several rounds. */
    public static Result median(String name, List<Double> samples, String unit) {
        return new Result(name, Median.of(samples), unit, samples, false);
    }
}
