package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.TinyPets;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {
    private final Path folder;
    private final TinyPets pets;

    DatasetCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pets = new TinyPets(folder.resolve("pets"));
        pets.withPair("a", 20, 10, Color.ORANGE)
                .withPair("b", 30, 20, Color.RED)
                .withPair("c", 40, 30, Color.CYAN);
    }

    @Test
    void shouldPrintCountsSizesAndOddFiles() throws IOException {
        // Given
        pets.withImage("alone", 8, 8, Color.BLUE)
                .withImage("odd", 2, 1, Color.BLUE)
                .withTrimap("odd", 2, 1, 1, 4)
                .withPair("grey", 50, 40, Color.GRAY);
        Files.writeString(pets.image("c"), "no image at all");

        // When
        var run = show();

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("pairs               3")
                .contains("20 x 10, in the middle 30 x 20, up to 50 x 40")
                .containsPattern("pixels +50\\.0% pet, 4\\d\\.\\d% background, \\d\\.\\d% outline")
                .contains("odd files           4")
                .contains("images/alone.jpg has no annotations/trimaps/alone.png")
                .contains("odd: its trimap has a pixel of value 4")
                .contains("grey: it has no colours; it can be used")
                .containsPattern("c: .*left out of training");
    }

    @Test
    void shouldGoOnWithoutWhatCannotBeRead() throws IOException {
        // Given
        Files.delete(pets.image("c"));
        Files.createDirectory(pets.image("c"));

        // When
        var run = show();

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("pairs               2")
                .containsPattern("c: cannot be read .*left out of training");
    }

    @Test
    void shouldDrawLabelsBlackGreyAndNearWhite() throws IOException {
        // When
        show();

        // Then: the first trimap lies beside the first image, pet on its left and background on its right
        BufferedImage sheet = Objects.requireNonNull(
                ImageIO.read(folder.resolve("new/sheet.png").toFile()));
        int left = 8 + 200 + 8;
        assertThat(sheet.getRGB(left + 20, 50) & 0xFFFFFF).isEqualTo(0x000000);
        assertThat(sheet.getRGB(left + 180, 50) & 0xFFFFFF).isEqualTo(0x7F7F7F);
        assertThat(sheet.getRGB(left + 105, 50) & 0xFFFFFF).isEqualTo(0xFEFEFE);
    }

    @Test
    void shouldPrintTheSplitInTheOrderThatItIsLearnedIn() {
        // When
        var run = CommandLineRun.of("dataset", "split", "--data", pets.root().toString(), "--validation", "1");

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(line -> line.substring(0, line.indexOf('\t'))))
                .containsExactly("training", "training", "validation");
        assertThat(run.out().lines().map(line -> line.substring(line.indexOf('\t') + 1)))
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(run.err()).contains("2 to train, 1 to validate");
    }

    @Test
    void shouldAskForACommand() {
        // When
        var run = CommandLineRun.of("dataset");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("fetch, show or split");
    }

    private CommandLineRun show() {
        return CommandLineRun.of(
                "dataset",
                "show",
                "--data",
                pets.root().toString(),
                "--out",
                folder.resolve("new/sheet.png").toString());
    }
}
