package io.maskstream.trainer.data;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Decoded images and their labels, a byte each, outside the Java heap: 160 KB an image at 200 x 200.
 *
 * @param names of the images, in order
 * @param width of images and labels, in pixels
 * @param height of images and labels, in pixels
 * @param pixels direct, {@code count * height * width * 3} bytes of RGB
 * @param labels direct, {@code count * height * width} bytes of class ids, 0 upwards
 */
public record Samples(List<String> names, int width, int height, ByteBuffer pixels, ByteBuffer labels) {
    public Samples {
        names = List.copyOf(names);
    }

    public int count() {
        return names.size();
    }

    /** Bytes of one image's pixels. */
    public int imageBytes() {
        return height * width * 3;
    }

    /** Bytes of one image's labels. */
    public int labelBytes() {
        return height * width;
    }
}
