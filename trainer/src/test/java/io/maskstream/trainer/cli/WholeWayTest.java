package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maskstream.trainer.fixture.TinyPets;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.training.Checkpoint;
import io.maskstream.trainer.training.Trainer;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class WholeWayTest {
    /** The lesson's own network, so few images: one step takes a second. */
    @Test
    void shouldTrainGoOnExportAndEvaluate(@TempDir Path folder) throws IOException {
        // Given
        var pets = new TinyPets(folder.resolve("pets"));
        for (int number = 1; number <= 3; number++) {
            pets.withPair("drawn_" + number, 120, 80, new Color(60 * number, 200 - 50 * number, 90));
        }
        String data = pets.root().toString();
        Path run = folder.resolve("run");
        Path model = folder.resolve("models").resolve("drawn.onnx");
        Path figures = folder.resolve("figures.json");

        // When
        var trained = CommandLineRun.of("train", "--data", data, "--out", run.toString(), "--epochs", "1");
        var resumed = CommandLineRun.of("train", "--data", data, "--out", run.toString(), "--epochs", "2");
        var another = CommandLineRun.of("train", "--data", data, "--out", run.toString(), "--batch", "2");
        var exported = CommandLineRun.of("export", "--data", data, "--run", run.toString(), "--out", model.toString());
        var evaluated = CommandLineRun.of(
                "evaluate",
                "--data",
                data,
                "--model",
                model.toString(),
                "--json",
                figures.toString(),
                "--worst",
                run.resolve("worst.png").toString());

        // Then
        assertThat(trained.code()).isZero();
        assertThat(trained.out()).contains("Total parameters: 2,880,643", "epoch 1/1", "next: ./maskstream export");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).contains("epoch 2/2").doesNotContain("epoch 1/2");
        assertThat(another.code()).isEqualTo(1);
        assertThat(another.err()).contains("holds a run with batch 64, not 2");
        assertThat(exported.code()).isZero();
        assertThat(exported.out()).contains("agreement with the trainer", "mean IoU");
        assertThat(evaluated.code()).isZero();
        assertThat(evaluated.out()).contains("lesson version 1", "validation loss", "mean IoU");
        assertThat(Checkpoint.read(run.resolve(Trainer.LAST)).history()).hasSize(2);
        assertThat(run.resolve("worst.png")).isNotEmptyFile();
        assertThat(run).isDirectoryContaining("glob:**/history.jsonl");
        if (Fonts.trouble().isEmpty()) {
            assertThat(run).isDirectoryContaining("glob:**/loss-curves.png");
        }
        assertThat(run).isDirectoryContaining("glob:**/validation-sheet.png");
        assertThat(model.resolveSibling("drawn.md")).content().contains("# Model card: drawn", "2,880,643");

        var best = Checkpoint.read(run.resolve(Trainer.BEST)).history();
        var json = JsonMapper.shared().readTree(Files.readString(figures));
        assertThat(json.propertyNames())
                .contains("validationLoss", "meanIoU", "iouPerClass", "pixelAccuracy", "boundaryF1", "images");
        assertThat(json.path("images").asInt()).isEqualTo(1);
        assertThat(json.path("validationLoss").asDouble())
                .isCloseTo(best.get(best.size() - 1).validationLoss(), within(1e-4));
    }
}
