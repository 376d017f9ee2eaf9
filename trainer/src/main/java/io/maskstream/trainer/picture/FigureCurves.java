package io.maskstream.trainer.picture;

import io.maskstream.trainer.storage.AtomicFile;
import io.maskstream.trainer.training.EpochFigures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures by epoch, as pictures; none where {@link Fonts} are missing. */
public final class FigureCurves {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    /** Told apart by people who do not see all colours (Okabe and Ito, "Color Universal Design", 2008). */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9));

    private static final Color GRID = new Color(0xE5E7EB);

    private FigureCurves() {}

    /** Loss and validation loss, as the lesson plots them: dots for training, a line for validation. */
    public static void writeLoss(List<EpochFigures> history, Path file) throws IOException {
        if (!Fonts.areThere()) {
            return;
        }
        XYChart chart = chart("Training and validation loss", "Cross-entropy, nats a pixel", LegendPosition.InsideNE);
        var training = chart.addSeries("Training loss", epochs(history), values(history, EpochFigures::loss));
        training.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(COLOURS.get(0));
        training.setLineColor(new Color(0, 0, 0, 0));
        line(chart, "Validation loss", history, EpochFigures::validationLoss, 1);
        AtomicFile.write(file, png(chart));
    }

    /** Mean IoU, the IoU of each class and pixel accuracy on the validation images. */
    public static void writeQuality(List<EpochFigures> history, Path file) throws IOException {
        if (!Fonts.areThere()) {
            return;
        }
        XYChart chart = chart("On the validation images", "Share, 0 to 1", LegendPosition.InsideSE);
        chart.getStyler().setYAxisMax(1.0);
        line(chart, "Mean IoU", history, EpochFigures::meanIou, 0);
        line(chart, "Pixel accuracy", history, EpochFigures::pixelAccuracy, 1);
        int classes = history.get(0).iouPerClass().size();
        for (int id = 0; id < classes; id++) {
            int chosen = id;
            line(
                            chart,
                            "IoU " + ClassColours.NAMES.get(id),
                            history,
                            figures -> figures.iouPerClass().get(chosen),
                            2 + id)
                    .setLineStyle(new BasicStroke(
                            1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
        }
        AtomicFile.write(file, png(chart));
    }

    /**
     * One figure of several runs.
     *
     * @param histories by the name of the run
     * @param low whether low is good, and the curves leave the upper corner free
     * @return a PNG; to be asked for where there are {@link Fonts}
     */
    public static byte[] together(
            String title, Map<String, List<EpochFigures>> histories, ToDoubleFunction<EpochFigures> figure, boolean low)
            throws IOException {
        XYChart chart = chart(title, "", low ? LegendPosition.InsideNE : LegendPosition.InsideSE);
        int index = 0;
        for (var run : histories.entrySet()) {
            line(chart, run.getKey(), run.getValue(), figure, index++ % COLOURS.size());
        }
        return png(chart);
    }

    private static XYChart chart(String title, String axis, LegendPosition legend) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("Epoch")
                .yAxisTitle(axis)
                .build();
        var styler = chart.getStyler();
        styler.setLegendPosition(legend);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setXAxisDecimalPattern("0");
        styler.setYAxisDecimalPattern("0.##");
        styler.setYAxisMin(0.0);
        return chart;
    }

    private static XYSeries line(
            XYChart chart, String name, List<EpochFigures> history, ToDoubleFunction<EpochFigures> figure, int colour) {
        var series = chart.addSeries(name, epochs(history), values(history, figure));
        series.setMarker(SeriesMarkers.NONE).setLineColor(COLOURS.get(colour));
        return series;
    }

    private static byte[] png(XYChart chart) throws IOException {
        return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
    }

    private static double[] epochs(List<EpochFigures> history) {
        return values(history, EpochFigures::epoch);
    }

    private static double[] values(List<EpochFigures> history, ToDoubleFunction<EpochFigures> value) {
        return history.stream().mapToDouble(value).toArray();
    }
}
