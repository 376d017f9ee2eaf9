package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.TinyPets;
import io.maskstream.trainer.training.Trainer;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final Path folder;

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "export", "evaluate"})
    void shouldHelpWithEachCommand(String command) {
        // When
        var run = CommandLineRun.of(command, "--help");

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: maskstream " + command).contains("--data=DIR");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "export", "evaluate", "predict", "compare", "dataset", "dataset show"})
    void shouldTellTheVersionWithEachCommand(String command) {
        // When
        var run = CommandLineRun.of((command + " --version").split(" "));

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("maskstream ");
    }

    @Test
    void shouldWriteNumbersInTheDigitsThatOtherProgramsRead() throws IOException {
        // Given: a user of Persian
        var before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("fa-IR"));
        try {
            // When
            var run = CommandLineRun.of("dataset", "split", "--data", fourPairs(), "--validation", "2");

            // Then
            assertThat(run.err()).contains("2 to train, 2 to validate");
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws IOException {
        // Given
        Path taken = Files.writeString(folder.resolve("taken"), "");

        // When
        var run = CommandLineRun.of("train", "--data", fourPairs(), "--out", taken.toString());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualToNormalizingNewlines(taken + ": a file is where a folder should be\n");
    }

    @Test
    void shouldListItsCommands() {
        // When
        var run = CommandLineRun.of("--help");

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("dataset", "train", "export", "evaluate", "predict");
    }

    @ParameterizedTest
    @CsvSource({
        "--batch, 0, '--batch must be 1 to 4096, not 0'",
        "--epochs, 0, '--epochs must be 1 or more, not 0'",
        "--learning-rate, 2, '--learning-rate must lie between 0 and 1, not 2.0'",
        "--threads, 0, '--threads must be 1 or more, not 0'",
        "--precision, float16, '--precision must be float32 or bfloat16, not float16'",
        "--optimizer, sgd, '--optimizer must be rmsprop or adamw, not sgd'",
        "--schedule, steps, '--schedule must be constant or cosine or one_cycle, not steps'",
        "--best, f1, '--best must be loss or mean_iou, not f1'",
        "--augment, wild, '--augment must be none or standard, not wild'",
        "--ema, 1, '--ema must be 0 or more and below 1, not 1.0'",
        "--weight-decay, -1, '--weight-decay must be 0 or more and below 1, not -1.0'",
        "--dice, -1, '--dice must be 0 or more, not -1.0'",
        "--patience, -1, '--patience must be 0 or more, not -1'",
        "--accumulate, 0, '--accumulate must be 1 or more, not 0'",
        "--accumulate, 50000000, '--batch times --accumulate must be 1000000 or less, not 3200000000'",
        "--class-weights, '1,2', '--class-weights must be 3 numbers, one for each class, not 2'",
        "--network, resnet, 'there is no network resnet; --network takes one of lesson, mobile-unet'",
        "--validation, 4, '4 images cannot be split with 4 for validation: --validation must be 1 to 3'"
    })
    void shouldRefuseASettingInOneSentence(String name, String value, String sentence) throws IOException {
        // When
        var run = CommandLineRun.of("train", "--data", fourPairs(), "--out", out(), name, value);

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualToNormalizingNewlines(sentence + "\n");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void shouldTellUsageWhereASettingIsMissingOrUnknown() {
        assertThat(CommandLineRun.of("train").code()).isEqualTo(2);
        assertThat(CommandLineRun.of("train").err()).contains("--data=DIR");
        assertThat(CommandLineRun.of("train", "--data", "x", "--out", "y", "--epoch", "3")
                        .code())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("train", "--data", "x", "--out", "y", "--epochs", "many")
                        .err())
                .contains("--epochs", "many");
    }

    @Test
    void shouldNameTheDataFolderThatIsMissing() {
        // Given
        Path nowhere = folder.resolve("nowhere");

        // When
        var run = CommandLineRun.of("train", "--data", nowhere.toString(), "--out", out());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(nowhere.resolve("images").toString()).contains("--data");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void shouldNameADataFolderWithTooFewImages() throws IOException {
        // Given
        var pets = new TinyPets(folder.resolve("pets")).withPair("only", 8, 8, Color.RED);

        // When
        var run = CommandLineRun.of("train", "--data", pets.root().toString(), "--out", out());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("images with a trimap in " + pets.root() + ": 1")
                .contains("at least 2 are needed");
    }

    @Test
    void shouldNameTheRunThatThereIsNotToExport() throws IOException {
        // When
        var run = CommandLineRun.of(
                "export",
                "--data",
                fourPairs(),
                "--run",
                out(),
                "--out",
                folder.resolve("m.onnx").toString());

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(folder.resolve("run").resolve(Trainer.BEST).toString())
                .contains("--run");
    }

    @Test
    void shouldNameTheModelThatThereIsNotToEvaluate() throws IOException {
        // Given
        Path missing = folder.resolve("missing.onnx");
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");

        // When
        var ofMissing = CommandLineRun.of("evaluate", "--data", fourPairs(), "--model", missing.toString());
        var ofText = CommandLineRun.of("evaluate", "--data", fourPairs(), "--model", text.toString());

        // Then
        assertThat(ofMissing.code()).isEqualTo(1);
        assertThat(ofMissing.err()).isEqualToNormalizingNewlines(missing + ": there is no such file or folder\n");
        assertThat(ofText.code()).isEqualTo(1);
        assertThat(ofText.err()).contains(text.toString()).contains("not an ONNX model");
    }

    private String fourPairs() throws IOException {
        var pets = new TinyPets(folder.resolve("pets"));
        for (String name : new String[] {"a", "b", "c", "d"}) {
            pets.withPair(name, 16, 16, Color.RED);
        }
        return pets.root().toString();
    }

    private String out() {
        return folder.resolve("run").toString();
    }
}
