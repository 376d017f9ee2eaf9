package io.maskstream.standalone.mutant;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Valid JPEG, PNG, WebP and GIF files, of every kind that the decoders have code of their own for. */
public final class Originals {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int LOSSLESS = 101;

    /** A photograph is mutated where it is small: a bit in a megabyte of pixels shows nothing that one in 20 KiB does not. */
    private static final long LARGEST_PHOTOGRAPH = 64 * 1024;

    private static final int PHOTOGRAPHS = 4;

    private Originals() {}

    /** One file of each kind, made here. */
    public static List<byte[]> made() {
        var colour = painted(BufferedImage.TYPE_INT_RGB);
        var seeThrough = painted(BufferedImage.TYPE_INT_ARGB);
        var indexed = painted(BufferedImage.TYPE_BYTE_INDEXED);
        return List.of(
                jpeg(colour, false),
                jpeg(colour, true),
                jpeg(painted(BufferedImage.TYPE_BYTE_GRAY), false),
                written(colour, "png"),
                written(seeThrough, "png"),
                written(indexed, "png"),
                written(painted(BufferedImage.TYPE_USHORT_GRAY), "png"),
                webp(colour, 80),
                webp(seeThrough, 80),
                webp(seeThrough, LOSSLESS),
                written(indexed, "gif"));
    }

    /**
     * Some small photographs of a folder.
     *
     * @return none where there is no such folder
     */
    public static List<byte[]> photographs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var photographs = new ArrayList<byte[]>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (photographs.size() < PHOTOGRAPHS
                        && file.toString().endsWith(".jpg")
                        && Files.size(file) <= LARGEST_PHOTOGRAPH) {
                    photographs.add(Files.readAllBytes(file));
                }
            }
        }
        return photographs;
    }

    /** Smooth and rough parts, so that a codec's every path has something to pack. */
    private static BufferedImage painted(int type) {
        var image = new BufferedImage(WIDTH, HEIGHT, type);
        var random = new Random(11);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int noise = y > HEIGHT / 2 ? random.nextInt(64) : 0;
                int alpha = x < WIDTH / 4 ? 4 * x : 255;
                image.setRGB(x, y, (alpha << 24) | (x << 16) | (y << 8) | noise);
            }
        }
        return image;
    }

    private static byte[] written(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("nobody writes this image as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image, boolean progressive) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var how = writer.getDefaultWriteParam();
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** @param quality 1 to 100, or {@link #LOSSLESS} */
    private static byte[] webp(BufferedImage image, int quality) {
        int channels = image.getColorModel().hasAlpha() ? 4 : 3;
        byte[] pixels = new byte[WIDTH * HEIGHT * channels];
        for (int i = 0; i < pixels.length; i++) {
            int pixel = i / channels;
            pixels[i] = (byte) (image.getRGB(pixel % WIDTH, pixel / WIDTH) >> (8 * (i % channels)));
        }
        try (var matrix = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC(channels));
                var encoded = new BytePointer();
                var parameters = new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality)) {
            matrix.data().put(pixels);
            if (!opencv_imgcodecs.imencode(".webp", matrix, encoded, parameters)) {
                throw new IllegalArgumentException("nobody writes this image as WebP");
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
