package io.maskstream.trainer.picture;

import io.maskstream.trainer.storage.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures in files: whole or not there, in folders that are made where they are missing. */
final class Png {
    private Png() {}

    static void write(BufferedImage picture, Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        AtomicFile.write(file, bytes.toByteArray());
    }
}
