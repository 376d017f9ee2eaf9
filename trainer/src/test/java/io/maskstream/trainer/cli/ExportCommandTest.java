package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.trainer.fixture.TinyPets;
import io.maskstream.trainer.training.Trainer;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final Path BEST = Path.of(System.getProperty("project.root", ".."), "deploy", "models", "best.onnx");

    private final Path folder;
    private final Path out;
    private final TinyPets pets;

    ExportCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.out = folder.resolve("out.onnx");
        this.pets = new TinyPets(folder.resolve("pets"));
        for (String name : new String[] {"a", "b", "c", "d"}) {
            pets.withPair(name, 60, 40, Color.ORANGE);
        }
    }

    @Test
    void shouldRefuseAModelThatWasTrainedOnAnotherSplit() {
        // Given
        assumeTrue(Files.isRegularFile(BEST), BEST + " is missing");

        // When
        var run = export("--model", BEST.toString(), "--precision", "fp16");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(BEST + " was trained on another split", "--validation");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldRefuseWordsThatAModelFileSaysOfItself() {
        for (String option : List.of("--graph=plain", "--model-version=2", "--dataset=mine", "--licence=MIT")) {
            // When
            var run = export("--model", BEST.toString(), "--precision", "fp16", option);

            // Then
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).startsWith(option.replaceFirst("=.*", "") + " goes with --run alone");
        }
    }

    @Test
    void shouldWriteNothingWhereTheRunLacksWhatTheCardNeeds() throws IOException {
        // Given
        Path run = train();
        Files.delete(run.resolve(Trainer.LAST));

        // When
        var exported = export("--run", run.toString());

        // Then
        assertThat(exported.code()).isEqualTo(1);
        assertThat(exported.err()).contains(Trainer.LAST + ": there is no such file or folder");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldClaimNothingWithoutAUsableValidationImage() throws IOException {
        // Given
        Path model = folder.resolve("model.onnx");
        assertThat(CommandLineRun.of(
                                "export",
                                "--data",
                                pets.root().toString(),
                                "--run",
                                train().toString(),
                                "--out",
                                model.toString())
                        .code())
                .isZero();
        for (String name : new String[] {"a", "b", "c", "d"}) {
            Files.writeString(pets.image(name), "no image");
        }

        // When
        var converted = export("--model", model.toString(), "--precision", "fp16");
        var exported = export("--run", folder.resolve("run").toString());
        var evaluated = CommandLineRun.of("evaluate", "--data", pets.root().toString(), "--model", model.toString());

        // Then
        for (var run : List.of(converted, exported, evaluated)) {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("none of the 1 validation images of " + pets.root() + " can be used");
            assertThat(run.out()).doesNotContain("NaN", "100");
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldExportANetworkThatHasHardlyBeenTrained() {
        // When
        var run = export("--run", train("--network", "mobile-unet").toString());

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("agreement with the trainer", "(at most ");
    }

    private Path train(String... options) {
        Path run = folder.resolve("run");
        var all = new ArrayList<>(
                List.of("train", "--data", pets.root().toString(), "--out", run.toString(), "--epochs", "1"));
        all.addAll(Arrays.asList(options));
        var trained = CommandLineRun.of(all.toArray(new String[0]));
        assertThat(trained.code()).as(trained.err()).isZero();
        return run;
    }

    private CommandLineRun export(String... arguments) {
        var all = new ArrayList<>(List.of("export", "--data", pets.root().toString(), "--out", out.toString()));
        all.addAll(Arrays.asList(arguments));
        return CommandLineRun.of(all.toArray(new String[0]));
    }
}
