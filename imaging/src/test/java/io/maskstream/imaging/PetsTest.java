package io.maskstream.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real photographs, where there are some: images/NAME.jpg and annotations/trimaps/NAME.png below pets.dir. */
class PetsTest {
    private static final Path PETS = Path.of(System.getProperty("pets.dir", "missing"));
    private final ImageDecoder decoder = new ImageDecoder(20_000_000);

    @BeforeEach
    void requirePhotographs() {
        assumeTrue(Files.isDirectory(PETS.resolve("images")), "no photographs in " + PETS);
    }

    private static List<Path> photographs() throws IOException {
        try (var files = Files.list(PETS.resolve("images"))) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldDecodeEveryPhotographAtTheSizeOfItsHeader() throws Exception {
        var target = ByteBuffer.allocateDirect(200 * 200 * 3);
        for (Path file : photographs()) {
            // Given
            byte[] encoded = Files.readAllBytes(file);

            // When
            var header = decoder.header(encoded);
            var image = decoder.decode(encoded);
            decoder.decodeInto(encoded, 200, 200, target.clear());

            // Then
            assertThat(image.width()).as(file.toString()).isEqualTo(header.orientedWidth());
            assertThat(image.height()).as(file.toString()).isEqualTo(header.orientedHeight());
            byte[] direct = new byte[200 * 200 * 3];
            target.flip().get(direct);
            byte[] resized = Resizer.resize(image, 200, 200).pixels();
            double apart = 0;
            for (int i = 0; i < direct.length; i++) {
                apart += Math.abs((direct[i] & 0xFF) - (resized[i] & 0xFF));
            }
            assertThat(apart / direct.length)
                    .as(file.toString())
                    .isLessThan(6); // fur, decoded at half the size, is smoother
        }
    }

    @Test
    void shouldReadEveryTrimapAtItsPhotographsSize() throws Exception {
        for (Path file : photographs()) {
            // Given
            String name = file.getFileName().toString().replace(".jpg", ".png");
            Path trimap = PETS.resolve("annotations").resolve("trimaps").resolve(name);
            var header = decoder.header(Files.readAllBytes(file));

            // When
            var map = LabelMaps.readPng(Files.readAllBytes(trimap));

            // Then
            assertThat(map.width()).as(name).isEqualTo(header.orientedWidth());
            assertThat(map.height()).as(name).isEqualTo(header.orientedHeight());
            for (byte label : map.labels()) {
                if (label < 1 || label > 3) {
                    assertThat(label).as(name).isBetween((byte) 1, (byte) 3);
                }
            }
        }
    }
}
