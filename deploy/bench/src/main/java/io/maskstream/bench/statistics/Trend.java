package io.maskstream.bench.statistics;

import java.util.List;

/**
 * The straight line that lies nearest to a series, by least squares.
 *
 * @param slope change of y for each unit of x
 * @param mean of y
 * @param width of x, from the first to the last point
 */
public record Trend(double slope, double mean, double width) {

    /**
     * One measurement of a series.
     *
     * @param x usually seconds
     */
    public record Point(double x, double y) {}

    /**
     * Fits a line.
     *
     * @param points in order of x
     * @throws IllegalArgumentException where there are fewer than two points
     */
    public static Trend of(List<Point> points) {
        if (points.size() < 2) {
            throw new IllegalArgumentException("a trend needs two points, not " + points.size());
        }
        double meanX = points.stream().mapToDouble(Point::x).average().orElseThrow();
        double meanY = points.stream().mapToDouble(Point::y).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (Point point : points) {
            products += (point.x - meanX) * (point.y - meanY);
            squares += (point.x - meanX) * (point.x - meanX);
        }
        double width = points.get(points.size() - 1).x - points.get(0).x;
        return new Trend(squares == 0 ? 0 : products / squares, meanY, width);
    }

    /** How far the line climbs from the first to the last point, in percent of the mean. */
    public double percent() {
        return mean == 0 ? 0 : 100 * slope * width / mean;
    }
}
