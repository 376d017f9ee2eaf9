package io.maskstream.imaging;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Encoded bytes to RGB pixels, in the image's own size or in a model's. Thread-safe. */
public final class ImageDecoder {

    /** @param maxPixels most pixels of a source image that are decoded, checked on its header */
    public ImageDecoder(long maxPixels) {
        assert maxPixels > 0;
    }

    /**
     * Decodes, orients and area-resizes to {@code width} x {@code height}, without keeping the aspect ratio.
     *
     * @param target a direct buffer; {@code width * height * 3} bytes of RGB rows are written at its position, which advances
     * @return the header, whose oriented size is the image's own
     */
    public ImageHeader decodeInto(byte[] encoded, int width, int height, ByteBuffer target) throws ImageException {
        try (var bytes = new BytePointer(encoded);
                var buffer = new Mat(1, encoded.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, bytes);
                var decoded = opencv_imgcodecs.imdecode(buffer, opencv_imgcodecs.IMREAD_COLOR);
                var resized = new Mat();
                var rgb = new Mat();
                var size = new Size(width, height)) {
            if (decoded == null || decoded.empty()) {
                throw new ImageException(ImageException.Kind.CORRUPT, "the image cannot be decoded");
            }
            opencv_imgproc.resize(decoded, resized, size, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.cvtColor(resized, rgb, opencv_imgproc.COLOR_BGR2RGB);
            byte[] pixels = new byte[width * height * 3];
            rgb.data().get(pixels);
            target.put(pixels);
            return new ImageHeader(ImageFormat.JPEG, decoded.cols(), decoded.rows(), 1);
        }
    }
}
