package io.maskstream.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encoded images and the parts to assemble unusual ones from. */
public final class Fixtures {
    private Fixtures() {}

    /** Red, green, blue and white quarters, from the top left: every turn and mirror image of it is another one. */
    public static BufferedImage quarters(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, quarter(x * 2 / width, y * 2 / height));
            }
        }
        return image;
    }

    public static int quarter(int column, int row) {
        return row == 0 ? (column == 0 ? 0xFF0000 : 0x00FF00) : (column == 0 ? 0x0000FF : 0xFFFFFF);
    }

    /** Smooth enough that a lossy codec keeps it. */
    public static BufferedImage gradient(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ((255 * x / width) << 16) | ((255 * y / height) << 8) | 128);
            }
        }
        return image;
    }

    public static byte[] encode(BufferedImage image, String format) {
        var output = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, output)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return output.toByteArray();
    }

    public static byte[] jpeg(int width, int height) {
        return encode(gradient(width, height), "jpg");
    }

    /** @param quality 1 to 100; more is without loss */
    public static byte[] webp(BufferedImage image, int quality) {
        int channels = image.getColorModel().hasAlpha() ? 4 : 3;
        byte[] pixels = new byte[image.getWidth() * image.getHeight() * channels];
        for (int i = 0; i < pixels.length / channels; i++) {
            int colour = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int channel = 0; channel < channels; channel++) {
                pixels[i * channels + channel] = (byte) (colour >> (8 * channel));
            }
        }
        int type = channels == 4 ? opencv_core.CV_8UC4 : opencv_core.CV_8UC3;
        try (var mat = new Mat(image.getHeight(), image.getWidth(), type);
                var output = new BytePointer();
                var parameters = new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality)) {
            mat.data().put(pixels);
            if (!opencv_imgcodecs.imencode(".webp", mat, output, parameters)) {
                throw new IllegalStateException("OpenCV did not write WebP");
            }
            byte[] encoded = new byte[(int) output.limit()];
            output.get(encoded);
            return encoded;
        }
    }

    public static RgbImage rgb(BufferedImage image) {
        byte[] pixels = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < pixels.length / 3; i++) {
            int colour = image.getRGB(i % image.getWidth(), i / image.getWidth());
            pixels[3 * i] = (byte) (colour >> 16);
            pixels[3 * i + 1] = (byte) (colour >> 8);
            pixels[3 * i + 2] = (byte) colour;
        }
        return new RgbImage(image.getWidth(), image.getHeight(), pixels);
    }

    /** 0xRRGGBB. */
    public static int pixel(RgbImage image, int x, int y) {
        int at = (y * image.width() + x) * 3;
        byte[] pixels = image.pixels();
        return ((pixels[at] & 0xFF) << 16) | ((pixels[at + 1] & 0xFF) << 8) | (pixels[at + 2] & 0xFF);
    }

    /** The largest difference of any channel of any pixel. */
    public static int difference(byte[] one, byte[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(one.length + " bytes against " + other.length);
        }
        int largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs((one[i] & 0xFF) - (other[i] & 0xFF)));
        }
        return largest;
    }

    /** A TIFF header and one directory with one entry: the orientation. */
    public static byte[] exif(int orientation, ByteOrder order) {
        var block = ByteBuffer.allocate(26).order(order);
        block.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(ISO_8859_1));
        block.putShort((short) 42).putInt(8);
        block.putShort((short) 1);
        block.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        return block.putInt(0).array();
    }

    /** The JPEG with an APP1 segment behind its first marker. */
    public static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
        byte[] name = "Exif\0\0".getBytes(ISO_8859_1);
        int length = 2 + name.length + exif.length;
        return concat(
                Arrays.copyOf(jpeg, 2),
                new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length},
                name,
                exif,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** The PNG with one more chunk behind its header. */
    public static byte[] pngWith(byte[] png, String type, byte[] data) {
        return concat(Arrays.copyOf(png, 33), chunk(type, data), Arrays.copyOfRange(png, 33, png.length));
    }

    public static byte[] chunk(String type, byte[] data) {
        byte[] body = concat(type.getBytes(ISO_8859_1), data);
        var checksum = new CRC32();
        checksum.update(body);
        return concat(bigEndian(data.length), body, bigEndian((int) checksum.getValue()));
    }

    public static byte[] bigEndian(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    public static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    public static byte[] concat(byte[]... parts) {
        var output = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            output.writeBytes(part);
        }
        return output.toByteArray();
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
