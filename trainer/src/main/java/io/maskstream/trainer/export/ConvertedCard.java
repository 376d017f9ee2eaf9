package io.maskstream.trainer.export;

import io.maskstream.trainer.metrics.ConfusionMatrix;
import io.maskstream.trainer.picture.ClassColours;
import io.maskstream.trainer.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a person should know of a model file that was made of another: which, in what precision, and what that costs. */
public final class ConvertedCard {
    private ConvertedCard() {}

    /**
     * Writes the card beside the model file.
     *
     * @param original file in float32, whose own card tells of data and training
     */
    public static void write(Path original, Conversion.Converted converted, Path model) throws IOException {
        String name = String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
        Path card = ModelCard.fileFor(original);
        var page = new StringBuilder();
        page.append("# Model card: %s\n\n".formatted(name));
        page.append("The model of [%s](%s) in %s. Data, settings and licence are those of that card.\n\n"
                .formatted(original.getFileName(), card.getFileName(), precision(converted)));
        page.append("On the %d validation images, in ONNX Runtime:\n\n"
                .formatted(converted.evaluation().images()));
        page.append("| | float32 | %s |\n|---|---|---|\n".formatted(precision(converted)));
        row(
                page,
                "validation loss, nats a pixel",
                converted.before().loss(),
                converted.evaluation().loss());
        ConfusionMatrix before = converted.before().confusion();
        ConfusionMatrix after = converted.evaluation().confusion();
        row(page, "pixel accuracy", before.pixelAccuracy(), after.pixelAccuracy());
        List<Double> iou = after.intersectionOverUnion();
        for (int id = 0; id < iou.size(); id++) {
            row(
                    page,
                    "IoU " + ClassColours.NAMES.get(id),
                    before.intersectionOverUnion().get(id),
                    iou.get(id));
        }
        row(page, "mean IoU", before.meanIntersectionOverUnion(), after.meanIntersectionOverUnion());
        row(
                page,
                "boundary F-score",
                converted.before().boundary(),
                converted.evaluation().boundary());
        page.append(String.format(
                Locale.ROOT,
                "| size, MB | %.2f | %.2f |\n\n%.2f%% of the pixels have the class that float32 gives them.\n",
                Files.size(original) / 1e6,
                Files.size(model) / 1e6,
                100 * converted.agreement()));
        AtomicFile.write(ModelCard.fileFor(model), page.toString());
    }

    private static String precision(Conversion.Converted converted) {
        return converted.precision().name().toLowerCase(Locale.ROOT);
    }

    private static void row(StringBuilder page, String name, double before, double after) {
        page.append(String.format(Locale.ROOT, "| %s | %.4f | %.4f |\n", name, before, after));
    }
}
