package io.maskstream.trainer.picture;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.LabelMap;
import io.maskstream.imaging.LabelMaps;
import io.maskstream.imaging.RgbImage;
import io.maskstream.trainer.data.LabelledImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images beside their trimaps, as the lesson shows them: {@code (label - 1) * 127} as a grey. */
public final class TrimapSheet {
    private static final int CELL = 200;
    private static final int GAP = 8;
    private static final int CAPTION = 24;
    private static final int PAIRS_IN_A_ROW = 2;
    private static final int STEP = 127;
    private static final long MAXIMUM_PIXELS = 100_000_000;

    private TrimapSheet() {}

    /** @param count pairs that are shown, spread evenly over all */
    public static void write(List<LabelledImage> pairs, int count, Path file) throws IOException {
        int shown = Math.min(count, pairs.size());
        int rows = (shown + PAIRS_IN_A_ROW - 1) / PAIRS_IN_A_ROW;
        var sheet = new BufferedImage(
                PAIRS_IN_A_ROW * 2 * (CELL + GAP) + GAP,
                Math.max(1, rows * (CELL + CAPTION) + GAP),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(new Color(0x374151));
        graphics.setFont(Fonts.CAPTION);
        var decoder = new ImageDecoder(MAXIMUM_PIXELS);
        for (int index = 0; index < shown; index++) {
            LabelledImage pair = pairs.get((int) ((long) index * pairs.size() / shown));
            int left = GAP + index % PAIRS_IN_A_ROW * 2 * (CELL + GAP);
            int top = GAP + index / PAIRS_IN_A_ROW * (CELL + CAPTION);
            fit(graphics, image(decoder, pair), left, top);
            fit(graphics, trimap(pair), left + CELL + GAP, top);
            Sheet.caption(graphics, pair.name(), left, top + CELL + CAPTION - 10);
        }
        graphics.dispose();
        Png.write(sheet, file);
    }

    private static void fit(Graphics2D graphics, BufferedImage picture, int left, int top) {
        double scale = Math.min((double) CELL / picture.getWidth(), (double) CELL / picture.getHeight());
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        graphics.drawImage(picture, left, top, width, height, null);
    }

    private static BufferedImage image(ImageDecoder decoder, LabelledImage pair) throws IOException {
        try {
            RgbImage image = decoder.decode(Files.readAllBytes(pair.image()));
            var picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
            byte[] pixels = image.pixels();
            for (int pixel = 0; pixel < image.width() * image.height(); pixel++) {
                int rgb = Byte.toUnsignedInt(pixels[3 * pixel]) << 16
                        | Byte.toUnsignedInt(pixels[3 * pixel + 1]) << 8
                        | Byte.toUnsignedInt(pixels[3 * pixel + 2]);
                picture.setRGB(pixel % image.width(), pixel / image.width(), rgb);
            }
            return picture;
        } catch (ImageException e) {
            throw new IOException(pair.name() + ": " + e.getMessage(), e);
        }
    }

    private static BufferedImage trimap(LabelledImage pair) throws IOException {
        try {
            LabelMap labels = LabelMaps.readPng(Files.readAllBytes(pair.trimap()));
            var picture = new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < labels.labels().length; pixel++) {
                int grey = Math.max(0, Math.min(255, (labels.labels()[pixel] - 1) * STEP));
                picture.setRGB(pixel % labels.width(), pixel / labels.width(), grey << 16 | grey << 8 | grey);
            }
            return picture;
        } catch (ImageException e) {
            throw new IOException(pair.name() + ": " + e.getMessage(), e);
        }
    }
}
