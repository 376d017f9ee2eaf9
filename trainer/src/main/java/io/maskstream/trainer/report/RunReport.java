package io.maskstream.trainer.report;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.picture.FigureCurves;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.picture.Sheet;
import io.maskstream.trainer.storage.AtomicFile;
import io.maskstream.trainer.training.EpochFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The pictures and figures in a run's folder, drawn again after each epoch, so that a long run can be watched. No curves where {@link Fonts} are missing. */
public final class RunReport {
    /** Loss by epoch. */
    public static final String CURVES = "loss-curves.png";
    /** Mean IoU, IoU of each class and pixel accuracy by epoch. */
    public static final String QUALITY = "quality-curves.png";
    /** Folder for TensorBoard. */
    public static final String EVENTS = "tensorboard";
    /** Validation images with truth and the best prediction so far. */
    public static final String SHEET = "validation-sheet.png";
    /** The run's settings. */
    public static final String CONFIG = "config.json";
    /** A JSON line for each epoch. */
    public static final String HISTORY = "history.jsonl";

    private static final int ROWS = 12;

    private final Path folder;
    private final Sheet sheet;
    private @Nullable EventFile events;

    public RunReport(Path folder, Samples validation) {
        this.folder = folder;
        this.sheet = Sheet.spread(validation, ROWS);
    }

    /** Validation samples whose predictions {@link #writeSheet} takes. */
    public int[] sheetSamples() {
        return sheet.chosen();
    }

    /** @param history of all epochs; not empty */
    public void writeHistory(List<EpochFigures> history) throws IOException {
        var lines = new StringBuilder();
        history.forEach(figures ->
                lines.append(JsonMapper.shared().writeValueAsString(figures)).append('\n'));
        AtomicFile.write(folder.resolve(HISTORY), lines.toString());
        FigureCurves.writeLoss(history, folder.resolve(CURVES));
        FigureCurves.writeQuality(history, folder.resolve(QUALITY));
        if (events == null) {
            events = EventFile.begin(folder.resolve(EVENTS), Instant.now());
        }
        events.write(history, Instant.now());
    }

    /** @param predictions class ids of the {@link #sheetSamples}, in their order */
    public void writeSheet(byte[][] predictions) throws IOException {
        sheet.write(predictions, folder.resolve(SHEET));
    }
}
