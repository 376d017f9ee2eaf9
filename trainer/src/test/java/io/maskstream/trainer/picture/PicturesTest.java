package io.maskstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maskstream.trainer.data.Samples;
import io.maskstream.trainer.fixture.PictureFiles;
import io.maskstream.trainer.fixture.TinyRun;
import io.maskstream.trainer.fixture.TinySamples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 32;
    private static final Samples SAMPLES = TinySamples.coloured(5, WIDTH, HEIGHT, 1);

    private final Path folder;

    PicturesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void shouldDrawTheLossOfEveryEpoch(int epochs) throws IOException {
        // Given
        assumeThat(Fonts.trouble()).isEmpty();
        Path file = folder.resolve("curves.png");

        // When
        FigureCurves.writeLoss(TinyRun.history(epochs), file);

        // Then
        BufferedImage curves = PictureFiles.read(file);
        assertThat(curves.getWidth()).isEqualTo(900);
        assertThat(curves.getHeight()).isEqualTo(520);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldPutImageTruthPredictionAndOverlaySideBySide() throws IOException {
        // Given
        byte[] nothingButOutline = new byte[WIDTH * HEIGHT];
        Arrays.fill(nothingButOutline, (byte) 2);
        Path file = folder.resolve("sheet.png");

        // When
        new Sheet(SAMPLES, 3, 1).write(new byte[][] {nothingButOutline, nothingButOutline}, file);

        // Then
        BufferedImage sheet = PictureFiles.read(file);
        assertThat(sheet.getWidth()).isEqualTo(4 * (WIDTH + 8) + 8);
        assertThat(sheet.getHeight()).isEqualTo(26 + 2 * (HEIGHT + 8 + 26) + 8);
        int left = 8;
        int top = 26;
        int pixels = 3 * SAMPLES.imageBytes();
        int image = Byte.toUnsignedInt(SAMPLES.pixels().get(pixels)) << 16
                | Byte.toUnsignedInt(SAMPLES.pixels().get(pixels + 1)) << 8
                | Byte.toUnsignedInt(SAMPLES.pixels().get(pixels + 2));
        assertThat(rgb(sheet, left, top)).isEqualTo(image);
        assertThat(rgb(sheet, left + WIDTH + 8, top)).isEqualTo(0xFF8C1A);
        assertThat(rgb(sheet, left + 2 * (WIDTH + 8), top)).isEqualTo(0xFFFFFF);
        assertThat(rgb(sheet, left + 3 * (WIDTH + 8), top)).isEqualTo(((image & 0xFEFEFE) >> 1) + 0x7F7F7F);
    }

    @Test
    void shouldSpreadItsRowsOverAllSamples() {
        assertThat(Sheet.spread(TinySamples.coloured(100, 4, 4, 1), 4).chosen()).containsExactly(0, 25, 50, 75);
        assertThat(Sheet.spread(SAMPLES, 12).chosen()).containsExactly(0, 1, 2, 3, 4);
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }
}
