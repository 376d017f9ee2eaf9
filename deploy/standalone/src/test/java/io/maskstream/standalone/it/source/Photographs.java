package io.maskstream.standalone.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** JPEG files as large as a camera's, of 24 megapixels. */
public final class Photographs {
    /** Pixels. */
    public static final int WIDTH = 6_000;
    /** Pixels. */
    public static final int HEIGHT = 4_000;

    private static final int DISTINCT = 3;
    private static final int COMMENTS = 750;
    /** The most that a JPEG's segment can be, with its marker. */
    private static final int COMMENT_BYTES = 2 + 0xFFFF;

    private Photographs() {}

    /** Writes three of them. */
    public static List<Path> paint(Path folder) throws IOException {
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

    /**
     * Writes a small picture in a file of some 48 MB, most of which are comments: within {@code source.max-bytes}, and more than
     * a few dozen threads could each keep.
     */
    public static Path wordy(Path folder) throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_3BYTE_BGR), "jpeg", picture);
        byte[] jpeg = picture.toByteArray();
        byte[] comment = new byte[COMMENT_BYTES];
        comment[0] = (byte) 0xFF;
        comment[1] = (byte) 0xFE;
        comment[2] = (byte) 0xFF; // the length counts itself, and not the marker
        comment[3] = (byte) 0xFF;
        Path file = folder.resolve("wordy.jpg");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(jpeg, 0, 2);
            for (int number = 0; number < COMMENTS; number++) {
                out.write(comment);
            }
            out.write(jpeg, 2, jpeg.length - 2);
        }
        return file;
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
