package io.maskstream.trainer.report;

import io.maskstream.trainer.picture.ClassColours;
import io.maskstream.trainer.picture.FigureCurves;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.training.EpochFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Runs side by side in one page that needs nothing beside itself: figures, curves, settings that differ, and sheets. */
final class ComparisonPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8884; --mark: #0a7d4f22; }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .35rem .8rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
            th:first-child, td:first-child { text-align: left; }
            td.best { background: var(--mark); font-weight: 600; }
            .wide { overflow-x: auto; }
            .pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
            .pictures img { max-width: 100%; width: 36rem; background: white; border-radius: 6px; }
            figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .3rem; }
            """;

    private final Map<String, RecordedRun> runs;

    /** @param runs by name; at least one */
    ComparisonPage(Map<String, RecordedRun> runs) {
        this.runs = runs;
    }

    String html() throws IOException {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<title>Runs side by side</title>\n<style>\n").append(STYLE).append("</style>\n");
        page.append("<h1>Runs side by side</h1>\n");
        figures(page);
        Optional<String> trouble = Fonts.trouble();
        if (trouble.isPresent()) {
            page.append("<p>").append(escaped(trouble.get())).append(".</p>\n");
        } else {
            curves(page);
        }
        settings(page);
        sheets(page);
        return page.append("</html>\n").toString();
    }

    private void curves(StringBuilder page) throws IOException {
        page.append("<h2>Curves</h2>\n<div class=\"pictures\">\n");
        curve(page, "Mean IoU on the validation images", EpochFigures::meanIou, Good.HIGH);
        curve(page, "Validation loss, nats a pixel", EpochFigures::validationLoss, Good.LOW);
        curve(page, "Training loss", EpochFigures::loss, Good.LOW);
        curve(page, "Pixel accuracy on the validation images", EpochFigures::pixelAccuracy, Good.HIGH);
        page.append("</div>\n");
    }

    private void figures(StringBuilder page) {
        page.append(
                "<p>Of the epoch of the highest mean IoU of each run.</p>\n<div class=\"wide\"><table>\n<tr><th>figure</th>");
        runs.keySet().forEach(name -> page.append("<th>").append(escaped(name)).append("</th>"));
        page.append("</tr>\n");
        row(page, "mean IoU", "%.4f", run -> run.best().meanIou(), Good.HIGH);
        int classes = runs.values().iterator().next().best().iouPerClass().size();
        for (int id = 0; id < classes; id++) {
            int chosen = id;
            row(
                    page,
                    "IoU " + ClassColours.NAMES.get(id),
                    "%.4f",
                    run -> run.best().iouPerClass().get(chosen),
                    Good.HIGH);
        }
        row(page, "pixel accuracy", "%.4f", run -> run.best().pixelAccuracy(), Good.HIGH);
        row(page, "validation loss", "%.4f", run -> run.best().validationLoss(), Good.LOW);
        row(page, "best epoch", "%.0f", run -> run.best().epoch(), Good.NEITHER);
        row(page, "epochs", "%.0f", run -> run.history().size(), Good.NEITHER);
        row(page, "minutes", "%.1f", run -> run.seconds() / 60, Good.NEITHER);
        page.append("</table></div>\n");
    }

    private void row(StringBuilder page, String name, String format, ToDoubleFunction<RecordedRun> figure, Good good) {
        DoubleStream all = runs.values().stream().mapToDouble(figure);
        double best = (good == Good.LOW ? all.min() : all.max()).orElseThrow();
        page.append("<tr><td>").append(name).append("</td>");
        for (RecordedRun run : runs.values()) {
            double value = figure.applyAsDouble(run);
            page.append(good != Good.NEITHER && value == best && runs.size() > 1 ? "<td class=\"best\">" : "<td>");
            page.append(String.format(Locale.ROOT, format, value)).append("</td>");
        }
        page.append("</tr>\n");
    }

    private void curve(StringBuilder page, String title, ToDoubleFunction<EpochFigures> figure, Good good)
            throws IOException {
        var histories = new LinkedHashMap<String, List<EpochFigures>>();
        runs.forEach((name, run) -> histories.put(name, run.history()));
        picture(page, title, FigureCurves.together(title, histories, figure, good == Good.LOW));
    }

    private void settings(StringBuilder page) {
        var names = new TreeSet<String>();
        runs.values().forEach(run -> names.addAll(run.settings().keySet()));
        page.append("<h2>Settings that differ</h2>\n");
        Function<String, List<String>> values = name -> runs.values().stream()
                .map(run -> run.settings().getOrDefault(name, "—"))
                .toList();
        table(
                page,
                names.stream()
                        .filter(name -> values.apply(name).stream().distinct().count() > 1)
                        .toList(),
                values);
        page.append("<details><summary>All settings</summary>\n");
        table(page, List.copyOf(names), values);
        page.append("</details>\n");
    }

    private void table(StringBuilder page, List<String> names, Function<String, List<String>> values) {
        if (names.isEmpty()) {
            page.append("<p>None.</p>\n");
            return;
        }
        page.append("<div class=\"wide\"><table>\n<tr><th>setting</th>");
        runs.keySet().forEach(name -> page.append("<th>").append(escaped(name)).append("</th>"));
        page.append("</tr>\n");
        for (String name : names) {
            page.append("<tr><td>").append(escaped(name)).append("</td>");
            values.apply(name).forEach(value -> page.append("<td>")
                    .append(escaped(value.length() > 16 ? value.substring(0, 12) + "…" : value))
                    .append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table></div>\n");
    }

    private void sheets(StringBuilder page) throws IOException {
        page.append("<h2>Validation images</h2>\n<div class=\"pictures\">\n");
        for (var run : runs.entrySet()) {
            if (Files.exists(run.getValue().sheet())) {
                picture(page, run.getKey(), Files.readAllBytes(run.getValue().sheet()));
            }
        }
        page.append("</div>\n");
    }

    private static void picture(StringBuilder page, String caption, byte[] png) {
        page.append("<figure><figcaption>%s</figcaption><img alt=\"%1$s\" src=\"data:image/png;base64,%s\"></figure>%n"
                .formatted(escaped(caption), Base64.getEncoder().encodeToString(png)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Which end of a figure is the good one. */
    private enum Good {
        HIGH,
        LOW,
        NEITHER
    }
}
