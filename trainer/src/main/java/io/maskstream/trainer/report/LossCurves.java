package io.maskstream.trainer.report;

import io.maskstream.trainer.storage.AtomicFile;
import io.maskstream.trainer.training.EpochFigures;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and validation loss by epoch, as the lesson plots them: dots for training, a line for validation. */
public final class LossCurves {
    private LossCurves() {}

    public static void write(List<EpochFigures> history, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title("Training and validation loss")
                .xAxisTitle("Epoch")
                .yAxisTitle("Cross-entropy, nats a pixel")
                .build();
        var styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.InsideNE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE5E7EB));
        styler.setXAxisDecimalPattern("0");
        styler.setYAxisMin(0.0);
        var training = chart.addSeries("Training loss", epochs(history), values(history, EpochFigures::loss));
        training.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(new Color(0x2563EB));
        training.setLineColor(new Color(0, 0, 0, 0));
        var validation =
                chart.addSeries("Validation loss", epochs(history), values(history, EpochFigures::validationLoss));
        validation.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0xEA580C));
        AtomicFile.write(file, BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG));
    }

    private static double[] epochs(List<EpochFigures> history) {
        return values(history, EpochFigures::epoch);
    }

    private static double[] values(List<EpochFigures> history, ToDoubleFunction<EpochFigures> value) {
        return history.stream().mapToDouble(value).toArray();
    }
}
