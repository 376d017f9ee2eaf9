package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.trainer.fixture.TinyPets;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
