package io.maskstream.trainer.cli;

import io.maskstream.trainer.export.Evaluation;
import io.maskstream.trainer.report.ClassColours;
import java.util.List;
import java.util.Locale;

/** An evaluation as a table for a terminal. */
final class Figures {
    private Figures() {}

    static String table(Evaluation evaluation) {
        var table = new StringBuilder();
        table.append(row("images", "%d", evaluation.images()));
        if (!Double.isNaN(evaluation.loss())) {
            table.append(row("validation loss", "%.4f", evaluation.loss()));
        }
        table.append(row("pixel accuracy", "%.4f", evaluation.confusion().pixelAccuracy()));
        List<Double> iou = evaluation.confusion().intersectionOverUnion();
        for (int id = 0; id < iou.size(); id++) {
            String name = id < ClassColours.NAMES.size() ? ClassColours.NAMES.get(id) : "class " + id;
            table.append(row("IoU " + name, "%.4f", iou.get(id)));
        }
        table.append(row("mean IoU", "%.4f", evaluation.confusion().meanIntersectionOverUnion()));
        table.append(row("mean Dice", "%.4f", evaluation.confusion().meanDice()));
        table.append(row("boundary F-score", "%.4f", evaluation.boundary()));
        if (!Double.isNaN(evaluation.calibrationError())) {
            table.append(row("calibration error", "%.4f", evaluation.calibrationError()));
        }
        return table.toString();
    }

    private static String row(String name, String format, Object value) {
        return "%-18s%s%n".formatted(name, String.format(Locale.ROOT, format, value));
    }
}
