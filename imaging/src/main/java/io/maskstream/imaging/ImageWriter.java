package io.maskstream.imaging;

import io.maskstream.imaging.natives.OpenCv;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** RGB pixels to encoded bytes. */
public final class ImageWriter {
    /** In pixels. The format has room for 65,535; its usual library stops before. */
    public static final int LONGEST_JPEG_SIDE = 65_500;

    /** Deflate's level: on photographs 7% larger than level 6, in 28% of its time. */
    private static final int FAST = 1;

    private ImageWriter() {}

    /**
     * As a JPEG.
     *
     * @param quality 1 (smallest) to 100 (best)
     * @throws IllegalArgumentException where a side is over {@link #LONGEST_JPEG_SIDE}
     */
    public static byte[] jpeg(RgbImage image, int quality) {
        try (var rgb = copy(image)) {
            return jpeg(rgb, quality);
        }
    }

    /** As {@link #jpeg(RgbImage, int)}, of pixels that are left as they are. */
    static byte[] jpeg(Mat rgb, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("a JPEG's quality is 1 to 100, not " + quality);
        }
        return encode(rgb, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    /** As a PNG of three channels, without loss. */
    public static byte[] png(RgbImage image) {
        try (var rgb = copy(image)) {
            return encode(rgb, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, FAST);
        }
    }

    private static Mat copy(RgbImage image) {
        var rgb = new Mat(image.height(), image.width(), opencv_core.CV_8UC3);
        rgb.data().put(image.pixels());
        return rgb;
    }

    private static byte[] encode(Mat rgb, String format, int parameter, int value) {
        OpenCv.prepare();
        try (var bgr = new Mat();
                var encoded = new BytePointer();
                var parameters = new IntPointer(parameter, value)) {
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(format, bgr, encoded, parameters)) {
                throw new IllegalArgumentException(
                        "an image of %d x %d pixels cannot be written as %s".formatted(rgb.cols(), rgb.rows(), format));
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
