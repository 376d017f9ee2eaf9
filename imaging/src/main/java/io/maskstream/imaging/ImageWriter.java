package io.maskstream.imaging;

import io.maskstream.imaging.pixel.OpenCv;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** RGB pixels to encoded bytes. */
public final class ImageWriter {
    /** Deflate's level: on photographs 7% larger than level 6, in 28% of its time. */
    private static final int FAST = 1;

    private ImageWriter() {}

    /**
     * As a JPEG.
     *
     * @param quality 1 (smallest) to 100 (best)
     */
    public static byte[] jpeg(RgbImage image, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("a JPEG's quality is 1 to 100, not " + quality);
        }
        return encode(image, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    /** As a PNG of three channels, without loss. */
    public static byte[] png(RgbImage image) {
        return encode(image, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, FAST);
    }

    private static byte[] encode(RgbImage image, String format, int parameter, int value) {
        OpenCv.prepare();
        try (var rgb = new Mat(image.height(), image.width(), opencv_core.CV_8UC3);
                var bgr = new Mat();
                var encoded = new BytePointer();
                var parameters = new IntPointer(parameter, value)) {
            rgb.data().put(image.pixels());
            opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
            if (!opencv_imgcodecs.imencode(format, bgr, encoded, parameters)) {
                throw new IllegalArgumentException("an image of %d x %d pixels cannot be written as %s"
                        .formatted(image.width(), image.height(), format));
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
