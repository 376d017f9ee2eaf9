package io.maskstream.standalone.demo;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.imaging.ImageWriter;
import io.maskstream.imaging.RgbImage;
import io.maskstream.schemas.event.ImageInfo;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies of images that a browser can open: JPEG, upright, of at most 800 pixels. */
final class Thumbnails {
    private static final int LONGEST_SIDE = 800;
    private static final int QUALITY = 88;

    private final ImageSource source;
    private final ImageDecoder decoder;

    Thumbnails(ImageSource source, ImageDecoder decoder) {
        this.source = source;
        this.decoder = decoder;
    }

    /** Reads the image again and writes its copy. */
    void write(String uri, ImageInfo image, Path file) throws IOException, SourceException, ImageException {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(image.width(), image.height()));
        int width = (int) Math.max(1, Math.round(image.width() * scale));
        int height = (int) Math.max(1, Math.round(image.height() * scale));
        ByteBuffer buffer = ByteBuffer.allocateDirect(width * height * 3);
        decoder.decodeInto(source.fetch(uri), width, height, buffer);
        byte[] pixels = new byte[buffer.flip().remaining()];
        buffer.get(pixels);
        Files.write(file, ImageWriter.jpeg(new RgbImage(width, height, pixels), QUALITY));
    }
}
