package io.maskstream.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestScenesTest {
    @Test
    void shouldWritePicturesThatDecode(@TempDir Path folder) throws IOException {
        // When
        List<Path> files = TestScenes.write(folder, 3);
        // Then
        assertThat(files).hasSize(3).isSorted();
        for (Path file : files) {
            BufferedImage picture = ImageIO.read(file.toFile());
            assertThat(picture.getWidth()).isBetween(500, 800);
            assertThat(picture.getHeight()).isBetween(500, 800);
        }
    }

    @Test
    void shouldDrawTheSamePicturesEachTime(@TempDir Path folder) throws IOException {
        // When
        List<Path> first = TestScenes.write(folder.resolve("first"), 2);
        List<Path> second = TestScenes.write(folder.resolve("second"), 2);
        // Then
        for (int scene = 0; scene < 2; scene++) {
            assertThat(first.get(scene)).hasSameBinaryContentAs(second.get(scene));
        }
    }

    @Test
    void shouldHaveAnAnimalThatDiffersFromItsBackdrop(@TempDir Path folder) throws IOException {
        // When
        BufferedImage picture = ImageIO.read(TestScenes.write(folder, 1).get(0).toFile());
        // Then
        assertThat(picture.getRGB((int) (720 * 0.46), 300)).isNotEqualTo(picture.getRGB(20, 60));
    }
}
