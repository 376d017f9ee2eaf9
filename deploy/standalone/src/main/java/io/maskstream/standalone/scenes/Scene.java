package io.maskstream.standalone.scenes;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * One picture: an animal before a backdrop.
 *
 * @param name of its file, without an ending
 * @param across where the animal sits, share of the width from the left
 * @param size height of the animal, share of the picture's height
 */
record Scene(String name, int width, int height, Backdrop backdrop, Animal animal, double across, double size) {

    BufferedImage paint() {
        Random random = new Random(name.hashCode()); // String's hash is specified, so it is the same picture everywhere
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        backdrop.paint(graphics, width, height, random);
        graphics.translate(width * across, height * 0.94);
        double scale = height * size / Animal.HEIGHT;
        graphics.scale(scale, scale);
        new AnimalPainter(graphics, animal, random).paint();
        graphics.dispose();
        return picture;
    }
}
