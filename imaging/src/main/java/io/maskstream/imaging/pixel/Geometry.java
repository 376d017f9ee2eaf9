package io.maskstream.imaging.pixel;

import io.maskstream.imaging.natives.OpenCv;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Sizes and orientations. Every result is a matrix of its own, or shares the source's pixels; the caller closes it. */
public final class Geometry {
    private Geometry() {}

    /** Averages areas along sides that shrink, then interpolates linearly along sides that grow. */
    public static Mat resize(Mat source, int width, int height) {
        OpenCv.prepare();
        int between = Math.min(width, source.cols());
        int betweenRows = Math.min(height, source.rows());
        try (var shrunk = resize(source, between, betweenRows, opencv_imgproc.INTER_AREA)) {
            return resize(shrunk, width, height, opencv_imgproc.INTER_LINEAR);
        }
    }

    private static Mat resize(Mat source, int width, int height, int how) {
        if (source.cols() == width && source.rows() == height) {
            return new Mat(source);
        }
        var result = new Mat();
        try (var size = new Size(width, height)) {
            opencv_imgproc.resize(source, result, size, 0, 0, how);
        }
        return result;
    }

    /**
     * Turns and mirrors stored pixels upright.
     *
     * @param orientation EXIF's, 1 to 8
     */
    public static Mat orient(Mat source, int orientation) {
        if (orientation == 1) {
            return new Mat(source);
        }
        if (orientation < 5) {
            int mirror =
                    switch (orientation) {
                        case 2 -> 1; // left and right
                        case 3 -> -1; // both: half a turn
                        default -> 0; // top and bottom
                    };
            return mirrored(source, mirror);
        }
        try (var transposed = new Mat()) {
            opencv_core.transpose(source, transposed);
            return switch (orientation) {
                case 6 -> mirrored(transposed, 1); // a quarter turn clockwise
                case 7 -> mirrored(transposed, -1);
                case 8 -> mirrored(transposed, 0); // a quarter turn counter-clockwise
                default -> new Mat(transposed);
            };
        }
    }

    private static Mat mirrored(Mat source, int code) {
        var result = new Mat();
        opencv_core.flip(source, result, code);
        return result;
    }
}
