package io.maskstream.bench.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws charts as PNG files. */
public final class Plots {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final int DOTS_PER_INCH = 144;
    private static final Color[] COLOURS = {
        new Color(0x2563EB),
        new Color(0xEA580C),
        new Color(0x16A34A),
        new Color(0x9333EA),
        new Color(0xCA8A04),
        new Color(0xDB2777),
        new Color(0x0891B2),
        new Color(0x6B7280),
        new Color(0x111827)
    };

    private Plots() {}

    /**
     * To be called before anything is measured: Java takes its fonts from the system, and servers and containers often have none.
     *
     * @throws IOException with what mends it, where no letter can be drawn
     */
    public static void requireFonts() throws IOException {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("m", new FontRenderContext(null, false, false));
        } catch (RuntimeException | Error failed) { // which of them depends on what is missing
            throw new IOException(
                    "Java finds no fonts here, which plots need: install fontconfig and a font, such as the packages fontconfig and fonts-dejavu-core, or leave --plots out",
                    failed);
        }
    }

    /**
     * Writes a file for each chart.
     *
     * @param folder created where it is missing
     * @return the files
     */
    public static List<Path> write(List<Chart> charts, Path folder) throws IOException {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        for (Chart chart : charts) {
            Path file = folder.resolve(chart.name() + ".png");
            var drawn = chart instanceof Chart.Lines lines ? lines(lines) : bars((Chart.Bars) chart);
            BitmapEncoder.saveBitmapWithDPI(drawn, file.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
            files.add(file);
        }
        return files;
    }

    private static XYChart lines(Chart.Lines lines) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(lines.title())
                .xAxisTitle(lines.xTitle())
                .yAxisTitle(lines.yTitle())
                .build();
        style(chart.getStyler(), lines.logarithmic(), lines.lines().stream().flatMap(line -> line.y().stream()));
        chart.getStyler().setXAxisDecimalPattern("0");
        for (Chart.Line line : lines.lines()) {
            var series = chart.addSeries(line.label(), line.x(), line.y());
            series.setMarker(line.x().size() > 40 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        }
        return chart;
    }

    private static CategoryChart bars(Chart.Bars bars) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(bars.title())
                .xAxisTitle(bars.xTitle())
                .yAxisTitle(bars.yTitle())
                .build();
        style(chart.getStyler(), bars.logarithmic(), bars.bars().stream().flatMap(bar -> bar.values().stream()));
        chart.getStyler().setStacked(bars.stacked());
        chart.getStyler().setLabelsVisible(!bars.stacked());
        chart.getStyler().setDecimalPattern("#,##0.##");
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.getStyler().setXAxisLabelRotation(bars.groups().size() > 6 ? 30 : 0);
        for (Chart.Bar bar : bars.bars()) {
            chart.addSeries(
                    bar.label(),
                    bars.groups(),
                    bar.values().stream().map(Plots::rounded).toList());
        }
        return chart;
    }

    /** To three digits, so that the labels in the bars are short. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    private static void style(AxesChartStyler styler, boolean logarithmic, Stream<Double> values) {
        styler.setSeriesColors(COLOURS);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE5E7EB));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setYAxisLogarithmic(logarithmic);
        double least = values.mapToDouble(Double::doubleValue).min().orElse(1);
        styler.setYAxisMin(logarithmic ? Math.pow(10, Math.floor(Math.log10(least))) : 0.0);
    }
}
