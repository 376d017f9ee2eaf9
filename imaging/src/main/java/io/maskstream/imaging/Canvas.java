package io.maskstream.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A decoded image on which masks are drawn in place.
 *
 * <p>Its pixels lie in native memory, three bytes each, for a large image would not leave much of Java's heap. They are freed by {@link #close}. Used
 * by one thread.
 */
public final class Canvas implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final Mat rgb;

    /** Without pixels yet. */
    Canvas(int width, int height) {
        this.rgb = new Mat(height, width, opencv_core.CV_8UC3);
    }

    /** In pixels. */
    public int width() {
        return rgb.cols();
    }

    /** In pixels. */
    public int height() {
        return rgb.rows();
    }

    /** Red, green and blue; whoever made the canvas closes it. */
    Mat rgb() {
        return rgb;
    }

    /**
     * Mixes each pixel with the colour of its class, as {@link Overlay#draw} does; of labels at another size the nearest is taken.
     *
     * @param opacity of the colours, 0 (only the image) to 1 (only the colours)
     */
    public void cover(LabelMap labels, Palette palette, double opacity) {
        var overlay = new Overlay(palette, opacity);
        int[] columns = LabelMaps.sources(labels.width(), width());
        int[] rows = LabelMaps.sources(labels.height(), height());
        byte[] ids = new byte[width()];
        byte[] row = new byte[CHANNELS * width()];
        try (var pixels = rgb.data()) {
            for (int y = 0; y < height(); y++) {
                int from = rows[y] * labels.width();
                for (int x = 0; x < ids.length; x++) {
                    ids[x] = labels.labels()[from + columns[x]];
                }
                BytePointer place = pixels.position((long) y * row.length);
                place.get(row);
                overlay.mix(row, ids);
                place.put(row);
            }
        }
    }

    /**
     * What is on it now, as a JPEG.
     *
     * @param quality 1 (smallest) to 100 (best)
     * @throws IllegalArgumentException where a side is over {@link ImageWriter#LONGEST_JPEG_SIDE}
     */
    public byte[] jpeg(int quality) {
        return ImageWriter.jpeg(rgb, quality);
    }

    @Override
    public void close() {
        rgb.close();
    }
}
