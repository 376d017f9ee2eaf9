package io.maskstream.trainer.picture;

import io.maskstream.trainer.data.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Images side by side with their true and predicted masks, a row each: image, truth, prediction, prediction over the image. */
public final class Sheet {
    private static final int GAP = 8;
    private static final int CAPTION = 26;
    private static final String[] COLUMNS = {"image", "truth", "prediction", "overlay"};

    private final Samples samples;
    private final int[] chosen;

    /**
     * @param chosen indices of the samples that are shown, in order
     */
    public Sheet(Samples samples, int... chosen) {
        this.samples = samples;
        this.chosen = chosen.clone();
    }

    /** Samples spread evenly over all. */
    public static Sheet spread(Samples samples, int rows) {
        int shown = Math.min(rows, samples.count());
        int[] chosen = new int[shown];
        for (int row = 0; row < shown; row++) {
            chosen[row] = row * samples.count() / shown;
        }
        return new Sheet(samples, chosen);
    }

    /** Which samples are shown. */
    public int[] chosen() {
        return chosen.clone();
    }

    /** @param predictions class ids of the chosen samples, in their order, {@code H * W} bytes each */
    public void write(byte[][] predictions, Path file) throws IOException {
        int cell = samples.width() + GAP;
        int row = samples.height() + GAP + CAPTION;
        var sheet = new BufferedImage(
                COLUMNS.length * cell + GAP, chosen.length * row + CAPTION + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(new Color(0x374151));
        graphics.setFont(Fonts.CAPTION);
        for (int column = 0; column < COLUMNS.length; column++) {
            caption(graphics, COLUMNS[column], GAP + column * cell, CAPTION - 8);
        }
        for (int index = 0; index < chosen.length; index++) {
            int top = CAPTION + index * row;
            BufferedImage image = image(chosen[index]);
            BufferedImage truth = mask(slice(samples.labels(), samples.labelBytes(), chosen[index]));
            BufferedImage prediction = mask(predictions[index]);
            BufferedImage[] pictures = {image, truth, prediction, blend(image, prediction)};
            for (int column = 0; column < pictures.length; column++) {
                graphics.drawImage(pictures[column], GAP + column * cell, top, null);
            }
            caption(graphics, samples.names().get(chosen[index]), GAP, top + samples.height() + 17);
        }
        graphics.dispose();
        Png.write(sheet, file);
    }

    /** Or nothing, where there are no fonts. */
    static void caption(Graphics2D graphics, String text, int left, int baseline) {
        if (Fonts.areThere()) {
            graphics.drawString(text, left, baseline);
        }
    }

    private BufferedImage image(int sample) {
        byte[] pixels = slice(samples.pixels(), samples.imageBytes(), sample);
        var image = new BufferedImage(samples.width(), samples.height(), BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < samples.labelBytes(); pixel++) {
            int rgb = Byte.toUnsignedInt(pixels[3 * pixel]) << 16
                    | Byte.toUnsignedInt(pixels[3 * pixel + 1]) << 8
                    | Byte.toUnsignedInt(pixels[3 * pixel + 2]);
            image.setRGB(pixel % samples.width(), pixel / samples.width(), rgb);
        }
        return image;
    }

    private BufferedImage mask(byte[] ids) {
        var mask = new BufferedImage(samples.width(), samples.height(), BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < ids.length; pixel++) {
            mask.setRGB(pixel % samples.width(), pixel / samples.width(), ClassColours.COLOURS.get(ids[pixel]));
        }
        return mask;
    }

    private static BufferedImage blend(BufferedImage image, BufferedImage mask) {
        var blended = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                // the mean of each channel: halve both without letting bits run over into the next channel
                blended.setRGB(x, y, ((image.getRGB(x, y) & 0xFEFEFE) >> 1) + ((mask.getRGB(x, y) & 0xFEFEFE) >> 1));
            }
        }
        return blended;
    }

    private static byte[] slice(ByteBuffer all, int bytes, int index) {
        byte[] slice = new byte[bytes];
        all.get(index * bytes, slice);
        return slice;
    }
}
