package io.maskstream.worker.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Small encoded images whose every class is known to {@link TestModels}. */
public final class TestImages {
    private TestImages() {}

    /** Stripes from the left, equally wide: one for each colour. */
    public static BufferedImage stripes(int width, int height, Color... colours) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colours[x * colours.length / width].getRGB());
            }
        }
        return image;
    }

    public static byte[] png(BufferedImage image) {
        return encoded(image, "png");
    }

    public static byte[] jpeg(BufferedImage image) {
        return encoded(image, "jpeg");
    }

    /** A JPEG that is to be shown turned by 90 degrees clockwise: EXIF orientation 6 behind the first two bytes. */
    public static byte[] jpegTurnedClockwise(BufferedImage image) {
        byte[] exif = HexFormat.of()
                .parseHex(
                        "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000" + "00000000");
        byte[] jpeg = jpeg(image);
        byte[] turned = Arrays.copyOf(jpeg, jpeg.length + exif.length);
        System.arraycopy(exif, 0, turned, 2, exif.length);
        System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
        return turned;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("nobody writes " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
