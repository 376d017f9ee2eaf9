package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.TinyPets;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontlessTest {
    private static final String TROUBLE = "Java finds no fonts here";

    private final Path folder;
    private final TinyPets pets;

    FontlessTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pets = new TinyPets(folder.resolve("pets"));
        for (String name : new String[] {"a", "b", "c"}) {
            pets.withPair(name, 24, 24, Color.ORANGE);
        }
    }

    @Test
    void shouldTrainExportAndCompareWithoutCurvesWhereJavaFindsNoFonts() throws Exception {
        // Given
        String data = pets.root().toString();
        Path run = folder.resolve("run");
        Path model = folder.resolve("model.onnx");
        Path page = folder.resolve("page.html");

        // When
        var trained = FontlessRun.of(
                folder, "train", "--data", data, "--network", "mobile-unet", "--epochs", "2", "--out", run.toString());
        var exported =
                FontlessRun.of(folder, "export", "--data", data, "--run", run.toString(), "--out", model.toString());
        var compared = FontlessRun.of(folder, "compare", "--out", page.toString(), run.toString());

        // Then
        assertThat(trained.code()).as(trained.output()).isZero();
        assertThat(trained.output())
                .containsOnlyOnce(TROUBLE)
                .contains("install fontconfig", "epoch 2/2", "next: ./maskstream export")
                .doesNotContain("curves.png");
        assertThat(run)
                .isDirectoryContaining("glob:**/validation-sheet.png")
                .isDirectoryNotContaining("glob:**/*curves.png");
        assertThat(exported.code()).as(exported.output()).isZero();
        assertThat(exported.output()).containsOnlyOnce(TROUBLE);
        assertThat(model).isNotEmptyFile();
        assertThat(folder.resolve("model.md"))
                .content()
                .contains("| epoch | loss |")
                .doesNotContain("](");
        assertThat(compared.code()).as(compared.output()).isZero();
        assertThat(page).content().contains("mean IoU", TROUBLE).contains("data:image/png");
    }

    @Test
    void shouldShowADataSetWithoutCaptionsWhereJavaFindsNoFonts() throws Exception {
        // Given
        Path picture = folder.resolve("sheet.png");

        // When
        var shown = FontlessRun.of(
                folder, "dataset", "show", "--data", pets.root().toString(), "--out", picture.toString());

        // Then
        assertThat(shown.code()).as(shown.output()).isZero();
        assertThat(shown.output()).containsOnlyOnce(TROUBLE);
        assertThat(picture).isNotEmptyFile();
    }
}
