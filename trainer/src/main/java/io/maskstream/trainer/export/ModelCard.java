package io.maskstream.trainer.export;

import io.maskstream.trainer.evaluation.Evaluation;
import io.maskstream.trainer.metrics.ConfusionMatrix;
import io.maskstream.trainer.network.NetworkDefinition;
import io.maskstream.trainer.picture.ClassColours;
import io.maskstream.trainer.picture.FigureCurves;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.precision.Precision;
import io.maskstream.trainer.storage.AtomicFile;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.EpochFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a person should know of a model before using it: a Markdown page and the loss curves, beside the model file. */
public final class ModelCard {
    private static final int EPOCH_STEP = 5;

    private final NetworkDefinition network;
    private final Checkpoint run;
    private final Checkpoint best;
    private final ModelProperties properties;
    private final Exporter.Exported exported;

    /**
     * @param run the run's last checkpoint, for its history
     * @param best the checkpoint that was exported
     */
    public ModelCard(
            NetworkDefinition network,
            Checkpoint run,
            Checkpoint best,
            ModelProperties properties,
            Exporter.Exported exported) {
        this.network = network;
        this.run = run;
        this.best = best;
        this.properties = properties;
        this.exported = exported;
    }

    /** Where the card of a model file lies: {@code lesson.onnx} has {@code lesson.md}. */
    public static Path fileFor(Path model) {
        return model.resolveSibling(stem(model) + ".md");
    }

    /** Writes card and curves beside the model file; no curves where {@link Fonts} are missing. */
    public void write(Path model) throws IOException {
        Path curves = model.resolveSibling(stem(model) + "-loss-curves.png");
        FigureCurves.writeLoss(run.history(), curves);
        AtomicFile.write(fileFor(model), text(stem(model), String.valueOf(curves.getFileName())));
    }

    private static String stem(Path model) {
        return String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
    }

    private String text(String name, String curves) {
        var page = new StringBuilder();
        page.append("# Model card: %s, version %s\n\n".formatted(name, properties.version()));
        page.append(String.format(
                Locale.ROOT,
                "Tells %s apart in photographs of cats and dogs, for each of %d × %d pixels. Network `%s`, %,d parameters, %.2f GMAC an image. Best for one animal that fills much of the picture; not for anything that matters if it is wrong.\n\n",
                String.join(", ", ClassColours.NAMES.subList(0, network.classes())),
                network.width(),
                network.height(),
                network.name(),
                network.parameters(),
                network.multiplyAdds() / 1e9));
        page.append("## Data and settings\n\n");
        page.append(row("", "")).append("|---|---|\n");
        page.append(row("data set", properties.dataset()));
        page.append(row("licence of the weights", properties.licence()));
        page.append(row("source commit of the trainer", properties.sourceCommit()));
        for (Map.Entry<String, String> fact : new TreeMap<>(best.facts()).entrySet()) {
            page.append(row(fact.getKey().replace('-', ' '), fact.getValue()));
        }
        page.append(row("epochs trained", String.valueOf(run.history().size())));
        page.append(row(
                "epoch of these weights", String.valueOf(last(best.history()).epoch())));
        appendFigures(page);
        page.append("\n## Training\n\n");
        if (Fonts.trouble().isEmpty()) {
            page.append("![Loss by epoch](%s)\n\n".formatted(curves));
        }
        appendHistory(page);
        return page.toString();
    }

    private void appendFigures(StringBuilder page) {
        Evaluation evaluation = exported.evaluation();
        ConfusionMatrix confusion = evaluation.confusion();
        page.append("\n## Figures\n\nOf the exported file, in ONNX Runtime, on the %d validation images.\n\n"
                .formatted(evaluation.images()));
        page.append(row("", "")).append("|---|---|\n");
        page.append(row("validation loss, nats a pixel", figure(evaluation.loss())));
        page.append(row("pixel accuracy", figure(confusion.pixelAccuracy())));
        List<Double> iou = confusion.intersectionOverUnion();
        for (int id = 0; id < iou.size(); id++) {
            page.append(row("IoU " + ClassColours.NAMES.get(id), figure(iou.get(id))));
        }
        page.append(row("mean IoU", figure(confusion.meanIntersectionOverUnion())));
        page.append(row("boundary F-score", figure(evaluation.boundary())));
        page.append(row("expected calibration error", figure(evaluation.calibrationError())));
        page.append(row(
                "largest difference of a probability from the trainer's own",
                String.format(
                        Locale.ROOT,
                        "%.1e on random images, %.1e on %d photographs",
                        exported.agreement().random(),
                        exported.agreement().real(),
                        exported.agreement().photographs())));
        appendPrecision(page);
    }

    private void appendPrecision(StringBuilder page) {
        var conversion = exported.conversion();
        if (conversion.precision() != Precision.FP32) {
            page.append(row("precision", conversion.precision().name().toLowerCase(Locale.ROOT)));
            page.append(row(
                    "mean IoU in float32",
                    figure(conversion.before().confusion().meanIntersectionOverUnion())));
            page.append(row("pixels with the class that float32 gives them", figure(conversion.agreement())));
        }
    }

    private void appendHistory(StringBuilder page) {
        page.append("| epoch | loss | validation loss | pixel accuracy | mean IoU |\n|---|---|---|---|---|\n");
        int bestEpoch = last(best.history()).epoch();
        for (EpochFigures figures : run.history()) {
            boolean shown = figures.epoch() == 1
                    || figures.epoch() % EPOCH_STEP == 0
                    || figures.epoch() == bestEpoch
                    || figures.epoch() == run.history().size();
            if (shown) {
                page.append("| %d%s | %s | %s | %s | %s |\n"
                        .formatted(
                                figures.epoch(),
                                figures.epoch() == bestEpoch ? " (best)" : "",
                                figure(figures.loss()),
                                figure(figures.validationLoss()),
                                figure(figures.pixelAccuracy()),
                                figure(figures.meanIou())));
            }
        }
    }

    private static EpochFigures last(List<EpochFigures> history) {
        return history.get(history.size() - 1);
    }

    private static String row(String name, String value) {
        return "| %s | %s |\n".formatted(name, value);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
