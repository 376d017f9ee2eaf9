package io.maskstream.imaging;

import io.maskstream.imaging.pixel.Geometry;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Images at other sizes, as {@link ImageDecoder#decodeInto} makes them: areas averaged to shrink, linear to grow. */
public final class Resizer {
    private Resizer() {}

    /** The image at another size, without keeping the aspect ratio; the image itself where it has that size. */
    public static RgbImage resize(RgbImage image, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an image cannot be %d x %d pixels".formatted(width, height));
        }
        if (image.width() == width && image.height() == height) {
            return image;
        }
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        try (var source = new Mat(image.height(), image.width(), opencv_core.CV_8UC3)) {
            source.data().put(image.pixels());
            try (var resized = Geometry.resize(source, width, height)) {
                resized.data().get(pixels);
            }
        }
        return new RgbImage(width, height, pixels);
    }

    /** The image scaled, in its own aspect ratio, to fit into a box; the image itself where it already does. */
    public static RgbImage fit(RgbImage image, int width, int height) {
        double scale = Math.min((double) width / image.width(), (double) height / image.height());
        if (scale >= 1) {
            return image;
        }
        int scaledWidth = (int) Math.max(1, Math.round(image.width() * scale));
        int scaledHeight = (int) Math.max(1, Math.round(image.height() * scale));
        return resize(image, scaledWidth, scaledHeight);
    }
}
