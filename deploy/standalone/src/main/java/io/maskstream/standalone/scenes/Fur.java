package io.maskstream.standalone.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Point;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Fills shapes with light, shade and hairs. */
final class Fur {
    private static final double HAIRS_PER_AREA = 0.14;

    private final Graphics2D graphics;
    private final Random random;

    Fur(Graphics2D graphics, Random random) {
        this.graphics = graphics;
        this.random = random;
    }

    /** A furry shape: round by light from above, hairs inside and over its edge. */
    void fill(Shape shape, Color colour, double length) {
        shade(shape, colour);
        edge(shape, colour, length);
        inside(shape, colour, length);
    }

    /** As {@link #fill}, without hairs that stick out. */
    void shade(Shape shape, Color colour) {
        Rectangle2D box = shape.getBounds2D();
        Paint before = graphics.getPaint();
        Point2D light = new Point2D.Double(box.getX() + box.getWidth() * 0.4, box.getY() + box.getHeight() * 0.3);
        float reach = (float) Math.max(1, Math.max(box.getWidth(), box.getHeight()) * 0.8);
        graphics.setPaint(new RadialGradientPaint(
                light, reach, new float[] {0f, 0.55f, 1f}, new Color[] {mix(colour, 1.12), colour, mix(colour, 0.68)}));
        graphics.fill(shape);
        graphics.setPaint(before);
    }

    /** Hairs within the shape, pointing down and a little apart. */
    void inside(Shape shape, Color colour, double length) {
        Rectangle2D box = shape.getBounds2D();
        Shape clip = graphics.getClip();
        graphics.clip(shape);
        int hairs = (int) (box.getWidth() * box.getHeight() * HAIRS_PER_AREA);
        for (int hair = 0; hair < hairs; hair++) {
            double x = box.getX() + random.nextDouble() * box.getWidth();
            double y = box.getY() + random.nextDouble() * box.getHeight();
            double outwards = (x - box.getCenterX()) / Math.max(1, box.getWidth());
            hair(x, y, outwards * length, length * (0.6 + 0.5 * random.nextDouble()), colour, 70);
        }
        graphics.setClip(clip);
    }

    private void edge(Shape shape, Color colour, double length) {
        Rectangle2D box = shape.getBounds2D();
        double[] point = new double[6];
        Point last = new Point();
        for (PathIterator path = shape.getPathIterator(null, 0.4); !path.isDone(); path.next()) {
            if (path.currentSegment(point) == PathIterator.SEG_CLOSE) {
                continue;
            }
            double steps = Math.min(12, last.distance(point[0], point[1]) / 1.5);
            for (int step = 0; step < steps; step++) {
                double x = point[0] + (last.x - point[0]) * step / Math.max(1, steps);
                double y = point[1] + (last.y - point[1]) * step / Math.max(1, steps);
                double dx = x - box.getCenterX();
                double dy = (y - box.getCenterY()) * 0.6 + box.getHeight() * 0.12;
                double norm = Math.max(1, Math.hypot(dx, dy));
                double reach = length * (0.25 + 0.5 * random.nextDouble());
                hair(x, y, dx / norm * reach, dy / norm * reach, mix(colour, 0.92), 150);
            }
            last.setLocation(point[0], point[1]);
        }
    }

    private void hair(double x, double y, double dx, double dy, Color colour, int opacity) {
        Color tint = mix(colour, 0.78 + 0.42 * random.nextDouble());
        graphics.setColor(new Color(tint.getRed(), tint.getGreen(), tint.getBlue(), opacity));
        graphics.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Double(x, y, x + dx + random.nextGaussian() * 1.2, y + dy));
    }

    /** Brighter for a factor over 1, darker below it. */
    static Color mix(Color colour, double factor) {
        return new Color(
                (int) Math.min(255, colour.getRed() * factor), (int) Math.min(255, colour.getGreen() * factor), (int)
                        Math.min(255, colour.getBlue() * factor));
    }
}
