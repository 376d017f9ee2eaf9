package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.schemas.mask.IndexedPng;
import io.maskstream.schemas.mask.MaskFormatException;
import io.maskstream.trainer.fixture.TinyPets;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
    private static final Path MODEL =
            Path.of(System.getProperty("project.root", ".."), "deploy", "models", "best-int8.onnx");

    private final Path folder;
    private final TinyPets pets;

    PredictCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pets = new TinyPets(folder.resolve("pets"));
        pets.withImage("orange", 90, 60, Color.ORANGE).withImage("red", 40, 50, Color.RED);
    }

    @BeforeEach
    void needsTheModel() {
        assumeTrue(Files.isRegularFile(MODEL), MODEL + " is missing");
    }

    @Test
    void shouldWriteAMaskAndAnOverlayOfTheImagesOwnSize() throws IOException, MaskFormatException {
        // When
        var run = predict(folder.resolve("pets").resolve("images"));

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("orange.jpg  90 x 60  pet \\d+\\.\\d% background \\d+\\.\\d% outline");
        assertThat(run.out()).contains("2 of 2 images");
        var mask = IndexedPng.decode(Files.readAllBytes(folder.resolve("out/orange-mask.png")));
        assertThat(mask.width()).isEqualTo(90);
        assertThat(mask.height()).isEqualTo(60);
        assertThat(mask.ids()).containsAnyOf(0, 1, 2);
        assertThat(ImageIO.read(folder.resolve("out/red-overlay.png").toFile()).getHeight())
                .isEqualTo(50);
    }

    @Test
    void shouldTellWhatIsNoImageAndGoOn() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("a.txt"), "no image");

        // When
        var run = predict(text, pets.image("red"));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith(text + ": ");
        assertThat(run.out()).contains("1 of 2 images");
        assertThat(folder.resolve("out/red-mask.png")).isNotEmptyFile();
    }

    @Test
    void shouldNameAFileThatIsNotThereAndGoOn() {
        // When
        var run = predict(folder.resolve("nowhere.jpg"), pets.image("red"));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("nowhere.jpg: cannot be read: there is no such file or folder");
        assertThat(run.out()).contains("1 of 2 images");
        assertThat(folder.resolve("out/red-mask.png")).isNotEmptyFile();
    }

    @Test
    void shouldKeepMasksOfImagesThatAreNamedAlike() throws IOException {
        // Given
        Path other = Files.createDirectories(folder.resolve("others")).resolve("red.png");
        Files.copy(pets.image("orange"), other);

        // When
        var run = predict(pets.image("red"), other);

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(ImageIO.read(folder.resolve("out/red-mask.png").toFile()).getWidth())
                .isEqualTo(40);
        assertThat(ImageIO.read(folder.resolve("out/red-2-mask.png").toFile()).getWidth())
                .isEqualTo(90);
        assertThat(run.out()).contains("red.png  90 x 60").contains("red-2-mask.png");
    }

    private CommandLineRun predict(Path... images) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of(
                "predict",
                "--model",
                MODEL.toString(),
                "--out",
                folder.resolve("out").toString()));
        for (Path image : images) {
            arguments.add(image.toString());
        }
        return CommandLineRun.of(arguments.toArray(new String[0]));
    }
}
