package io.maskstream.standalone.scenes;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** Paints an animal that sits on (0, 0), 400 units high; y grows downwards. */
final class AnimalPainter {
    private static final Color PINK = new Color(214, 140, 138);

    private final Graphics2D graphics;
    private final Animal animal;
    private final Fur fur;
    private final boolean dog;

    AnimalPainter(Graphics2D graphics, Animal animal, Random random) {
        this.graphics = graphics;
        this.animal = animal;
        this.fur = new Fur(graphics, random);
        this.dog = animal.kind() == Animal.Kind.DOG;
    }

    void paint() {
        shadow();
        tail();
        body();
        head();
        face();
    }

    private void shadow() {
        graphics.setComposite(AlphaComposite.SrcOver.derive(0.05f));
        graphics.setColor(Color.BLACK);
        for (int ring = 0; ring < 8; ring++) {
            graphics.fill(ellipse(8, 2, 170 - ring * 9, 30 - ring * 2.5));
        }
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    private void tail() {
        Path2D line = new Path2D.Double();
        line.moveTo(70, -30);
        if (dog) {
            line.curveTo(130, -40, 160, -80, 172, -140);
        } else {
            line.curveTo(150, 0, 200, -40, 168, -100);
            line.curveTo(150, -134, 160, -160, 186, -168);
        }
        Shape tail =
                new BasicStroke(dog ? 26 : 25, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(line);
        fur.fill(new Area(tail), animal.pattern() == Animal.Pattern.PLAIN ? animal.coat() : animal.marks(), 9);
    }

    private void body() {
        Path2D body = new Path2D.Double();
        body.moveTo(-58, -245);
        body.curveTo(-84, -170, -128, -110, -112, -34);
        body.curveTo(-106, 2, -60, 2, 0, 2);
        body.curveTo(60, 2, 106, 2, 112, -34);
        body.curveTo(128, -110, 84, -170, 58, -245);
        body.closePath();
        fur.fill(body, animal.coat(), 11);
        marks(body, -190, 6);
        for (int side = -1; side <= 1; side += 2) {
            fur.fill(ellipse(side * 88, -30, 40, 40), Fur.mix(animal.coat(), 0.95), 8);
            Path2D leg = new Path2D.Double();
            leg.moveTo(side * 12, -150);
            leg.curveTo(side * 8, -90, side * 12, -40, side * 12, -4);
            leg.lineTo(side * 54, -4);
            leg.curveTo(side * 56, -60, side * 62, -110, side * 56, -150);
            leg.closePath();
            fur.fill(leg, Fur.mix(animal.coat(), 1.04), 7);
            fur.fill(ellipse(side * 34, -8, 31, 15), animal.chest(), 5);
        }
        Path2D chest = new Path2D.Double();
        chest.moveTo(-34, -226);
        chest.curveTo(-62, -150, -34, -96, 0, -84);
        chest.curveTo(34, -96, 62, -150, 34, -226);
        chest.closePath();
        fur.fill(chest, animal.chest(), 10);
    }

    private void head() {
        for (int side = -1; side <= 1; side += 2) {
            if (!dog) {
                fur.fill(
                        triangle(side, 80, -300, 82, -402, 14, -352),
                        animal.pattern() == Animal.Pattern.PLAIN ? animal.coat() : animal.marks(),
                        6);
                fur.shade(triangle(side, 70, -318, 74, -382, 30, -348), PINK);
            }
        }
        Shape head = dog ? ellipse(0, -296, 84, 88) : ellipse(0, -288, 94, 78);
        fur.fill(head, Fur.mix(animal.coat(), 1.05), 9);
        marks(head, -360, 4);
        if (dog) {
            for (int side = -1; side <= 1; side += 2) {
                Shape ear = AffineTransform.getRotateInstance(side * -0.24, side * 84, -350)
                        .createTransformedShape(ellipse(side * 88, -292, 29, 72));
                fur.fill(ear, animal.marks(), 10);
            }
        }
    }

    private void face() {
        if (dog) {
            fur.fill(ellipse(0, -254, 48, 42), animal.chest(), 6);
            graphics.setColor(new Color(200, 96, 104));
            graphics.fill(ellipse(0, -214, 14, 20));
        } else {
            fur.fill(ellipse(-21, -254, 28, 22), animal.chest(), 5);
            fur.fill(ellipse(21, -254, 28, 22), animal.chest(), 5);
        }
        for (int side = -1; side <= 1; side += 2) {
            eye(side * (dog ? 34 : 40), dog ? -312 : -296);
        }
        Color nose = dog ? new Color(38, 32, 34) : PINK;
        graphics.setColor(nose);
        graphics.fill(dog ? ellipse(0, -276, 19, 13) : triangle(1, 12, -276, -12, -276, 0, -262));
        graphics.setColor(new Color(50, 38, 38));
        graphics.setStroke(new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double lip = dog ? -236 : -244;
        Path2D mouth = new Path2D.Double();
        mouth.moveTo(-22, lip);
        mouth.quadTo(-6, lip + 10, 0, -262);
        mouth.quadTo(6, lip + 10, 22, lip);
        graphics.draw(mouth);
        if (!dog) {
            whiskers();
        }
    }

    private void eye(double x, double y) {
        graphics.setColor(new Color(40, 32, 30));
        graphics.fill(ellipse(x, y, dog ? 15 : 20, dog ? 15 : 17));
        graphics.setColor(animal.eyes());
        graphics.fill(ellipse(x, y, dog ? 13 : 17, dog ? 13 : 15));
        graphics.setColor(new Color(18, 16, 18));
        graphics.fill(ellipse(x, y, dog ? 9 : 6.5, dog ? 9 : 12.5));
        graphics.setColor(new Color(255, 255, 255, 230));
        graphics.fill(ellipse(x - 4, y - 5, 3.6, 3.6));
    }

    private void whiskers() {
        graphics.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(new Color(255, 255, 255, 190));
        for (int side = -1; side <= 1; side += 2) {
            for (int row = 0; row < 3; row++) {
                Path2D whisker = new Path2D.Double();
                whisker.moveTo(side * 34, -256 + row * 7);
                whisker.quadTo(side * 80, -264 + row * 14, side * 122, -262 + row * 22);
                graphics.draw(whisker);
            }
        }
    }

    /** Stripes or patches over a part of the animal. */
    private void marks(Shape part, double top, int rows) {
        Area area = new Area();
        if (animal.pattern() == Animal.Pattern.STRIPES) {
            for (int row = 0; row < rows; row++) {
                double y = top + row * 30;
                for (int side = -1; side <= 1; side += 2) {
                    area.add(new Area(triangle(side, 130, y - 6, 130, y + 13, 30 + row * 3, y + 10)));
                }
            }
            area.add(new Area(triangle(1, -9, top - 20, 9, top - 20, 0, top + 34)));
        } else if (animal.pattern() == Animal.Pattern.PATCHES) {
            area.add(new Area(ellipse(56, top + 50, 52, 58)));
            area.add(new Area(ellipse(-92, top + 130, 52, 44)));
        }
        area.intersect(new Area(part));
        if (!area.isEmpty()) {
            fur.fill(area, animal.marks(), 7);
        }
    }

    private static Shape ellipse(double x, double y, double radiusX, double radiusY) {
        return new Ellipse2D.Double(x - radiusX, y - radiusY, radiusX * 2, radiusY * 2);
    }

    private static Shape triangle(int side, double x1, double y1, double x2, double y2, double x3, double y3) {
        Path2D path = new Path2D.Double();
        path.moveTo(side * x1, y1);
        path.quadTo(side * (x1 + x2) / 2 + side * 6, (y1 + y2) / 2, side * x2, y2);
        path.quadTo(side * (x2 + x3) / 2, (y2 + y3) / 2 - 4, side * x3, y3);
        path.closePath();
        return path;
    }
}
