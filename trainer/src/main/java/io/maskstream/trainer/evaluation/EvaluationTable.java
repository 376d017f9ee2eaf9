package io.maskstream.trainer.evaluation;

import io.maskstream.trainer.picture.ClassColours;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluated models side by side, as a table for a terminal or for a page. */
public final class EvaluationTable {
    private static final int NAMES = 18;
    private static final String NONE = "–";

    private final List<EvaluatedModel> models;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, List<String> cells) {}

    /** @param models of the same images; at least one */
    public EvaluationTable(List<EvaluatedModel> models) {
        this.models = models;
        row("images", "%d", model -> model.evaluation().images());
        row("validation loss", "%.4f", model -> number(model.evaluation().loss()));
        row("pixel accuracy", "%.4f", model -> model.evaluation().confusion().pixelAccuracy());
        int classes =
                models.get(0).evaluation().confusion().intersectionOverUnion().size();
        for (int id = 0; id < classes; id++) {
            int chosen = id;
            String name = id < ClassColours.NAMES.size() ? ClassColours.NAMES.get(id) : "class " + id;
            row("IoU " + name, "%.4f", model -> model.evaluation()
                    .confusion()
                    .intersectionOverUnion()
                    .get(chosen));
        }
        row("mean IoU", "%.4f", model -> model.evaluation().confusion().meanIntersectionOverUnion());
        row("mean Dice", "%.4f", model -> model.evaluation().confusion().meanDice());
        row("boundary F-score", "%.4f", model -> model.evaluation().boundary());
        row("calibration error", "%.4f", model -> number(model.evaluation().calibrationError()));
        row(
                "parameters",
                "%,d",
                model -> model.network() == null ? null : model.network().parameters());
        row(
                "GMAC an image",
                "%.2f",
                model -> model.network() == null ? null : model.network().multiplyAdds() / 1e9);
        row("size, MB", "%.2f", model -> model.bytes() / 1e6);
        row("ms an image", "%.2f", EvaluatedModel::milliseconds);
        row("images/s", "%.1f", model -> model.milliseconds() == null ? null : 1000 / model.milliseconds());
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Adds a row, unless no model has anything to say there. */
    private void row(String name, String format, Function<EvaluatedModel, @Nullable Object> figure) {
        if (models.stream().map(figure).anyMatch(Objects::nonNull)) {
            rows.add(new Row(
                    name,
                    models.stream()
                            .map(figure)
                            .map(value -> value == null ? NONE : String.format(Locale.ROOT, format, value))
                            .toList()));
        }
    }

    /** A line for each figure, a column for each model. */
    public String text() {
        var text = new StringBuilder();
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < models.size(); column++) {
            int width = models.size() == 1 ? 0 : models.get(column).name().length();
            for (Row row : rows) {
                width = Math.max(width, row.cells().get(column).length());
            }
            widths.add(width);
        }
        if (models.size() > 1) {
            line(text, widths, "", models.stream().map(EvaluatedModel::name).toList());
        }
        rows.forEach(row -> line(text, widths, row.name(), row.cells()));
        return text.toString();
    }

    private static void line(StringBuilder text, List<Integer> widths, String name, List<String> cells) {
        text.append(name).append(" ".repeat(Math.max(1, NAMES - name.length())));
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            int padding = widths.size() == 1 ? 0 : widths.get(column) - cell.length();
            text.append(column == 0 ? "" : "   ").append(" ".repeat(padding)).append(cell);
        }
        text.append(System.lineSeparator());
    }

    /** A row for each model, in Markdown. */
    public String markdown() {
        var text = new StringBuilder("| |");
        rows.forEach(row -> text.append(' ').append(row.name()).append(" |"));
        text.append(System.lineSeparator())
                .append("|---".repeat(1 + rows.size()))
                .append('|');
        for (int column = 0; column < models.size(); column++) {
            text.append(System.lineSeparator())
                    .append("| `")
                    .append(models.get(column).name())
                    .append("` |");
            for (Row row : rows) {
                text.append(' ').append(row.cells().get(column)).append(" |");
            }
        }
        return text.append(System.lineSeparator()).toString();
    }
}
