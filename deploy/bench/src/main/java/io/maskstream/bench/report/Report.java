package io.maskstream.bench.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a reader needs to judge the figures, and to measure them again.
 *
 * @param scenario as it was asked for
 * @param settings of the command and of the scenario, by name, in order
 */
public record Report(
        String scenario,
        Instant date,
        String command,
        Machine machine,
        Map<String, String> settings,
        List<Result> results) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Report {
        settings = new LinkedHashMap<>(settings);
        results = List.copyOf(results);
    }

    /** UTF-8: {@code scenario}, {@code date}, {@code command}, {@code machine}, {@code settings}, {@code results}. */
    public byte[] json() {
        var root = new LinkedHashMap<String, Object>();
        root.put("scenario", scenario);
        root.put("date", date.toString());
        root.put("command", command);
        root.put("machine", machine.facts());
        root.put("settings", settings);
        root.put("results", results.stream().map(Report::json).toList());
        return JSON.writeValueAsBytes(root);
    }

    private static Map<String, Object> json(Result result) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", result.name());
        entry.put("value", rounded(result.value()));
        entry.put("unit", result.unit());
        if (!result.samples().isEmpty()) {
            entry.put("samples", result.samples().stream().map(Report::rounded).toList());
        }
        return entry;
    }

    /** To five significant digits, which is more than any of them deserves. */
    private static double rounded(double value) {
        return Double.parseDouble("%.4e".formatted(value));
    }

    /** Lines for a person: the machine, the settings, and a table of the results. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s, %s".formatted(scenario, date));
        lines.add("  command   " + command);
        lines.add("  machine   %s, %s, %d cores, %,d MiB, Java %s, load %.1f"
                .formatted(
                        machine.system(),
                        machine.processor(),
                        machine.cores(),
                        machine.memoryMiB(),
                        machine.java(),
                        machine.loadAverage()));
        lines.add("  settings  "
                + settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(", ")));
        List<Result> shown = results.stream().filter(result -> !result.detail()).toList();
        int width =
                shown.stream().mapToInt(result -> result.name().length()).max().orElse(0);
        for (Result result : shown) {
            lines.add(line(result, width));
        }
        if (shown.size() < results.size()) {
            lines.add("  and %d more, which --json writes".formatted(results.size() - shown.size()));
        }
        return lines;
    }

    /** A result as the table has it, with its name so wide. */
    public static String line(Result result, int width) {
        return "  %s %s  %s%s"
                .formatted(pad(result.name(), width), aligned(result.value()), result.unit(), spread(result));
    }

    private static String spread(Result result) {
        return result.samples().size() < 2
                ? ""
                : result.samples().stream().map(Report::figure).collect(Collectors.joining(" ", "  (median of ", ")"));
    }

    private static String aligned(double value) {
        String figure = figure(value);
        return " ".repeat(Math.max(0, 10 - figure.length())) + figure;
    }

    private static String figure(double value) {
        double size = Math.abs(value);
        return size >= 1000 || size == 0
                ? "%,.0f".formatted(value)
                : size >= 10 ? "%.1f".formatted(value) : "%.3f".formatted(value);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
