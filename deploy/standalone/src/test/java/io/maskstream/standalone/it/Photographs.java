package io.maskstream.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** JPEG files as large as a camera's, of 24 megapixels. */
final class Photographs {
    /** Pixels. */
    static final int WIDTH = 6_000;
    /** Pixels. */
    static final int HEIGHT = 4_000;

    private static final int DISTINCT = 3;

    private Photographs() {}

    /** Writes three of them. */
    static List<Path> paint(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        for (int number = 0; number < DISTINCT; number++) {
            Path file = folder.resolve("photograph-%d.jpg".formatted(number));
            if (!ImageIO.write(painted(number), "jpeg", file.toFile())) {
                throw new IOException("nobody writes this image as JPEG");
            }
            assertThat(Files.size(file)).isGreaterThan(1 << 20);
            files.add(file);
        }
        return files;
    }

    /** Patches of colour with grain, whose file is as long as a camera's. */
    private static BufferedImage painted(int seed) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        var random = new Random(seed);
        byte[] row = new byte[WIDTH * 3];
        for (int y = 0; y < HEIGHT; y++) {
            random.nextBytes(row);
            for (int i = 0; i < row.length; i++) {
                int patch = (i / 3 / 500 * 37 + y / 500 * 59 + i % 3 * 83 + seed * 17) & 0x7F;
                row[i] = (byte) (64 + patch + (row[i] >> 4));
            }
            image.getRaster().setDataElements(0, y, WIDTH, 1, row);
        }
        return image;
    }
}
