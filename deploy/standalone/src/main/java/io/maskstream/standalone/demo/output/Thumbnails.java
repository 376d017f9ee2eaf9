package io.maskstream.standalone.demo.output;

import io.maskstream.imaging.Canvas;
import io.maskstream.imaging.ImageDecoder;
import io.maskstream.imaging.ImageException;
import io.maskstream.worker.source.reading.ImageSource;
import io.maskstream.worker.source.reading.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies of images that a browser can open: JPEG, upright, of at most 800 pixels. */
public final class Thumbnails {
    private static final int LONGEST_SIDE = 800;
    private static final int QUALITY = 88;

    private final ImageSource source;
    private final ImageDecoder decoder;

    public Thumbnails(ImageSource source, ImageDecoder decoder) {
        this.source = source;
        this.decoder = decoder;
    }

    /** Reads the image again and writes its copy. */
    void write(String uri, Path file) throws IOException, SourceException, ImageException {
        try (Canvas image = decoder.inspect(source.fetch(uri)).canvas(LONGEST_SIDE)) {
            Files.write(file, image.jpeg(QUALITY));
        }
    }
}
