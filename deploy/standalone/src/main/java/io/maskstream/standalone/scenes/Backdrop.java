package io.maskstream.standalone.scenes;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Where an animal sits: what is behind it, and the ground below. */
enum Backdrop {
    MEADOW(new Color(148, 198, 232), new Color(222, 238, 240), new Color(104, 158, 76), new Color(58, 104, 48), 0.55),
    BEACH(new Color(120, 184, 214), new Color(196, 228, 232), new Color(232, 208, 160), new Color(196, 164, 116), 0.6),
    SNOW(new Color(176, 196, 222), new Color(226, 234, 244), new Color(246, 248, 252), new Color(204, 216, 232), 0.58),
    SUNSET(new Color(84, 92, 148), new Color(244, 176, 132), new Color(112, 92, 84), new Color(62, 54, 60), 0.6),
    LIVING_ROOM(
            new Color(196, 206, 196), new Color(214, 222, 212), new Color(176, 128, 86), new Color(132, 90, 58), 0.72),
    STUDY(new Color(70, 92, 110), new Color(92, 116, 132), new Color(146, 104, 70), new Color(98, 66, 46), 0.72),
    STUDIO(new Color(226, 222, 216), new Color(240, 238, 234), new Color(218, 212, 204), new Color(190, 184, 176), 0.7),
    BRICKS(new Color(168, 92, 72), new Color(184, 106, 84), new Color(150, 148, 146), new Color(112, 110, 110), 0.76);

    private final Color top;
    private final Color horizon;
    private final Color near;
    private final Color far;
    private final double ground;

    Backdrop(Color top, Color horizon, Color near, Color far, double ground) {
        this.top = top;
        this.horizon = horizon;
        this.near = near;
        this.far = far;
        this.ground = ground;
    }

    void paint(Graphics2D graphics, int width, int height, Random random) {
        float line = (float) (height * ground);
        graphics.setPaint(new GradientPaint(0, 0, top, 0, line, horizon));
        graphics.fill(new Rectangle2D.Double(0, 0, width, line));
        behind(graphics, width, line, random);
        graphics.setPaint(new GradientPaint(0, line, near, 0, height, far));
        graphics.fill(new Rectangle2D.Double(0, line, width, height - line));
        ground(graphics, width, height, line, random);
    }

    private void behind(Graphics2D graphics, int width, float line, Random random) {
        switch (this) {
            case MEADOW -> blobs(graphics, width, line, new Color(74, 126, 70), 26, random);
            case SNOW -> blobs(graphics, width, line, new Color(150, 172, 190), 14, random);
            case BEACH -> stripe(graphics, width, line * 0.78f, line * 0.22f, new Color(62, 138, 168));
            case SUNSET -> disc(graphics, width * 0.74, line * 0.8, line * 0.2, new Color(255, 226, 170));
            case LIVING_ROOM -> window(graphics, width * 0.66, line * 0.1, width * 0.24, line * 0.5);
            case STUDY -> shelf(graphics, width, line, random);
            case BRICKS -> bricks(graphics, width, line, random);
            case STUDIO -> disc(graphics, width * 0.5, line * 0.5, line * 0.62, new Color(248, 246, 243));
        }
    }

    private void ground(Graphics2D graphics, int width, int height, float line, Random random) {
        switch (this) {
            case MEADOW -> blades(graphics, width, height, line, random);
            case BEACH, SNOW, SUNSET, BRICKS, STUDIO -> grains(graphics, width, height, line, random);
            case LIVING_ROOM, STUDY -> boards(graphics, width, height, line);
        }
    }

    private static void blobs(Graphics2D graphics, int width, float line, Color colour, int count, Random random) {
        for (int blob = 0; blob < count; blob++) {
            double radius = line * (0.1 + 0.14 * random.nextDouble());
            disc(
                    graphics,
                    random.nextDouble() * width,
                    line - radius * 0.4,
                    radius,
                    Fur.mix(colour, 0.8 + 0.4 * random.nextDouble()));
        }
    }

    private static void disc(Graphics2D graphics, double x, double y, double radius, Color colour) {
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
    }

    private static void stripe(Graphics2D graphics, int width, float y, float height, Color colour) {
        graphics.setPaint(new GradientPaint(0, y, colour, 0, y + height, Fur.mix(colour, 1.4)));
        graphics.fill(new Rectangle2D.Double(0, y, width, height));
    }

    private static void window(Graphics2D graphics, double x, double y, double width, double height) {
        graphics.setColor(new Color(250, 250, 246));
        graphics.fill(new Rectangle2D.Double(x - 8, y - 8, width + 16, height + 16));
        graphics.setPaint(new GradientPaint(
                0, (float) y, new Color(160, 208, 236), 0, (float) (y + height), new Color(230, 240, 232)));
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
        graphics.setColor(new Color(250, 250, 246));
        graphics.fill(new Rectangle2D.Double(x + width / 2 - 3, y, 6, height));
        graphics.fill(new Rectangle2D.Double(x, y + height / 2 - 3, width, 6));
    }

    private static void shelf(Graphics2D graphics, int width, float line, Random random) {
        for (double y = line * 0.32; y < line * 0.9; y += line * 0.32) {
            for (double x = 0; x < width; ) {
                double thickness = 9 + random.nextDouble() * 16;
                double tall = line * (0.16 + 0.09 * random.nextDouble());
                graphics.setColor(Color.getHSBColor(random.nextFloat(), 0.3f, 0.4f + 0.25f * random.nextFloat()));
                graphics.fill(new Rectangle2D.Double(x, y - tall, thickness - 1.5, tall));
                x += thickness;
            }
            graphics.setColor(new Color(84, 60, 44));
            graphics.fill(new Rectangle2D.Double(0, y, width, line * 0.02));
        }
    }

    private static void bricks(Graphics2D graphics, int width, float line, Random random) {
        double high = line / 12;
        for (int row = 0; row < 12; row++) {
            for (double x = row % 2 == 0 ? 0 : -high * 1.3; x < width; x += high * 2.6) {
                graphics.setColor(Fur.mix(new Color(172, 96, 76), 0.86 + 0.26 * random.nextDouble()));
                graphics.fill(new Rectangle2D.Double(x + 2, row * high + 2, high * 2.6 - 3, high - 3));
            }
        }
    }

    private void blades(Graphics2D graphics, int width, int height, float line, Random random) {
        graphics.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int blade = 0; blade < width * 9; blade++) {
            double y = line + random.nextDouble() * (height - line);
            double x = random.nextDouble() * width;
            double tall = 5 + 16 * (y - line) / (height - line);
            graphics.setColor(Fur.mix(near, 0.7 + 0.5 * random.nextDouble()));
            graphics.draw(new Line2D.Double(x, y, x + random.nextGaussian() * 3, y - tall));
        }
    }

    private void grains(Graphics2D graphics, int width, int height, float line, Random random) {
        graphics.setComposite(AlphaComposite.SrcOver.derive(0.35f));
        for (int grain = 0; grain < width * 5; grain++) {
            double y = line + random.nextDouble() * (height - line);
            graphics.setColor(Fur.mix(far, 0.85 + 0.35 * random.nextDouble()));
            graphics.fill(new Ellipse2D.Double(random.nextDouble() * width, y, 3, 1.4));
        }
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    private void boards(Graphics2D graphics, int width, int height, float line) {
        graphics.setStroke(new BasicStroke(1.5f));
        graphics.setColor(Fur.mix(far, 0.8));
        for (double x = -width; x < width * 2; x += width / 7.0) {
            graphics.draw(new Line2D.Double(width / 2.0 + (x - width / 2.0) * 0.6, line, x, height));
        }
        graphics.setColor(Fur.mix(horizon, 1.1));
        graphics.fill(new Rectangle2D.Double(0, line - 10, width, 10));
    }
}
