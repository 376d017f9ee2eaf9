package io.maskstream.trainer.cli;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.picture.ClassColours;
import io.maskstream.trainer.pytorch.TorchNetwork;
import io.maskstream.trainer.report.RunReport;
import io.maskstream.trainer.training.EpochFigures;
import io.maskstream.trainer.training.TrainingListener;
import io.maskstream.trainer.training.Validation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows training: a bar within an epoch, a line after it, and the run's pictures. */
final class TrainingProgress implements TrainingListener {
    private final Console console;
    private final RunReport report;
    private final Samples validation;
    private int epoch;
    private int epochs;
    private Console.@Nullable Bar bar;

    /** @param validation samples that the report's sheet is of */
    TrainingProgress(Console console, RunReport report, Samples validation) {
        this.console = console;
        this.report = report;
        this.validation = validation;
    }

    @Override
    public void epochStarted(int epoch, int epochs, int images) {
        this.epoch = epoch;
        this.epochs = epochs;
        bar = console.bar("epoch %d/%d".formatted(epoch, epochs), images);
    }

    @Override
    public void batchDone(int images, double loss, double imagesPerSecond) {
        if (bar != null) {
            bar.to(images);
            bar.say(String.format(Locale.ROOT, "loss %.4f, %.1f images/s", loss, imagesPerSecond));
        }
    }

    @Override
    public void epochDone(TorchNetwork judged, List<EpochFigures> history, boolean best) throws IOException {
        if (bar != null) {
            bar.close();
        }
        EpochFigures figures = history.get(history.size() - 1);
        var iou = new StringBuilder();
        for (int id = 0; id < figures.iouPerClass().size(); id++) {
            iou.append(String.format(
                    Locale.ROOT,
                    " %s %.3f",
                    ClassColours.NAMES.get(id),
                    figures.iouPerClass().get(id)));
        }
        var left = Duration.ofSeconds(Math.round((epochs - epoch) * figures.seconds()));
        console.print(String.format(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f  validation loss %.4f%s  accuracy %.4f  mean IoU %.4f (%s )  %.1f images/s  %s left%n",
                epoch,
                epochs,
                figures.loss(),
                figures.validationLoss(),
                best ? " (best)" : "",
                figures.pixelAccuracy(),
                figures.meanIou(),
                iou,
                figures.imagesPerSecond(),
                hoursAndMinutes(left)));
        report.writeHistory(history);
        if (best) {
            report.writeSheet(Validation.predict(judged, validation, report.sheetSamples()));
        }
    }

    private static String hoursAndMinutes(Duration duration) {
        return "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
