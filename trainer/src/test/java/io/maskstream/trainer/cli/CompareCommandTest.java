package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maskstream.trainer.fixture.TinyPets;
import io.maskstream.trainer.picture.Fonts;
import io.maskstream.trainer.training.EpochFigures;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
    private final Path folder;
    private final TinyPets pets;

    CompareCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pets = new TinyPets(folder.resolve("pets"));
        for (String name : new String[] {"a", "b", "c"}) {
            pets.withPair(name, 24, 24, Color.ORANGE);
        }
    }

    @Test
    void shouldPutRunsSideBySideInOnePage() throws IOException {
        // Given
        assumeThat(Fonts.trouble()).isEmpty();
        train("slow & steady", "0.001");
        train("fast", "0.003");
        Path page = folder.resolve("pages/comparison.html");

        // When
        var run = compare(page, "slow & steady", "fast");

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("mean IoU").containsPattern("fast +2 ").contains("page: " + page);
        assertThat(Files.readString(page))
                .contains("slow &amp; steady")
                .contains("<tr><td>learning-rate</td><td>0.001</td><td>0.003</td></tr>")
                .contains("Mean IoU on the validation images")
                .doesNotContain("http://", "https://", "<script")
                .satisfies(html ->
                        assertThat(html.split("data:image/png;base64,", -1)).hasSize(1 + 4 + 2));
    }

    @Test
    void shouldNameAFolderThatHoldsNoRun() {
        // When
        var run = compare(folder.resolve("page.html"), "pets");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("pets holds no run with a finished epoch")
                .contains("config.json is missing");
    }

    @Test
    void shouldCompareRunsOfShortNamesAndLeaveOutWhatHasNoEpochYet() throws IOException {
        // Given
        record("x1");
        record("x2");
        Files.delete(record("x3").resolve("history.jsonl"));

        // When
        var run = compare(folder.resolve("page.html"), "x1", "x2", "x3");

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("run ").containsPattern("x1 +1 ").doesNotContain("x3");
        assertThat(run.err()).contains(folder.resolve("x3") + " has not finished an epoch yet: left out");
    }

    @Test
    void shouldSayThatThereIsNothingToCompareYet() throws IOException {
        // Given
        Files.delete(record("x1").resolve("history.jsonl"));

        // When
        var run = compare(folder.resolve("page.html"), "x1");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("wait until a run has finished an epoch");
    }

    /** What train leaves of a run of one epoch. */
    private Path record(String name) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        var figures = new EpochFigures(1, 0.9, 0.8, 0.7, List.of(0.6, 0.5, 0.4), 0.5, 10, 60, 0.001);
        Files.writeString(run.resolve("config.json"), "{}");
        Files.writeString(run.resolve("history.jsonl"), JsonMapper.shared().writeValueAsString(figures) + "\n");
        return run;
    }

    private void train(String name, String rate) {
        var run = CommandLineRun.of(
                "train",
                "--data",
                pets.root().toString(),
                "--out",
                folder.resolve(name).toString(),
                "--network",
                "mobile-unet",
                "--epochs",
                "2",
                "--learning-rate",
                rate);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve(name).resolve("quality-curves.png")).isNotEmptyFile();
        assertThat(folder.resolve(name).resolve("tensorboard")).isNotEmptyDirectory();
    }

    private CommandLineRun compare(Path page, String... runs) {
        String[] arguments = new String[3 + runs.length];
        arguments[0] = "compare";
        arguments[1] = "--out";
        arguments[2] = page.toString();
        for (int index = 0; index < runs.length; index++) {
            arguments[3 + index] = folder.resolve(runs[index]).toString();
        }
        return CommandLineRun.of(arguments);
    }
}
