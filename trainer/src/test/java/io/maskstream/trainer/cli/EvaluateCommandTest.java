package io.maskstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maskstream.trainer.fixture.TinyPets;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
    private static final Path MODELS = Path.of(System.getProperty("project.root", ".."), "deploy", "models");
    private static final String BEST = MODELS.resolve("best.onnx").toString();
    private static final String BEST_INT8 = MODELS.resolve("best-int8.onnx").toString();

    private final Path folder;
    private final TinyPets pets;

    EvaluateCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.pets = new TinyPets(folder.resolve("pets"));
        for (String name : new String[] {"a", "b", "c", "d"}) {
            pets.withPair(name, 60, 40, Color.ORANGE);
        }
    }

    @BeforeEach
    void needsTheModels() {
        assumeTrue(Files.isRegularFile(Path.of(BEST)), BEST + " is missing");
    }

    @Test
    void shouldPutModelsSideBySide() {
        // When
        var run = evaluate("--model", BEST, "--model", BEST_INT8);

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0).trim().split(" +")).containsExactly("best", "best-int8");
        assertThat(lines)
                .anyMatch(line -> line.matches("mean IoU +[01]\\.\\d{4} +[01]\\.\\d{4}"))
                .anyMatch(line -> line.matches("parameters +574,700 +574,700"))
                .anyMatch(line -> line.matches("GMAC an image +0\\.16 +0\\.16"))
                .noneMatch(line -> line.startsWith("ms an image"));
    }

    @Test
    void shouldTellModelsOfOneNameApart() throws IOException {
        // Given
        Path one = Files.createDirectory(folder.resolve("r1")).resolve("model.onnx");
        Path two = Files.createDirectory(folder.resolve("r2")).resolve("model.onnx");
        Files.copy(Path.of(BEST), one);
        Files.copy(Path.of(BEST_INT8), two);

        // When
        var run = evaluate("--model", one.toString(), two.toString());

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().findFirst().orElse("").trim().split(" +")).containsExactly("r1/model", "r2/model");
    }

    @Test
    void shouldTimeModelsWhereAsked() {
        // When
        var run = evaluate("--model", BEST, "--speed");

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("ms an image +\\d+\\.\\d\\d").containsPattern("images/s +\\d+\\.\\d");
    }

    @Test
    void shouldPrintARowForEachModelInMarkdown() {
        // When
        var run = evaluate("--model", BEST, BEST_INT8, "--markdown");

        // Then
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).startsWith("| `best` | 1 |");
        assertThat(lines.get(3)).startsWith("| `best-int8` | 1 |");
        assertThat(lines.stream()
                        .map(line -> line.chars()
                                .filter(character -> character == '|')
                                .count())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void shouldWriteTheFiguresOfOneModelAsAnObjectAndOfMoreAsAList() throws IOException {
        // Given
        Path one = folder.resolve("one.json");
        Path two = folder.resolve("two.json");

        // When
        evaluate("--model", BEST, "--json", one.toString());
        evaluate("--model", BEST, BEST_INT8, "--json", two.toString());

        // Then
        JsonNode figures = JsonMapper.shared().readTree(Files.readString(one));
        assertThat(figures.propertyNames())
                .contains("validationLoss", "meanIoU", "iouPerClass", "pixelAccuracy", "boundaryF1", "images")
                .contains("dicePerClass", "parameters", "multiplyAdds", "bytes");
        JsonNode list = JsonMapper.shared().readTree(Files.readString(two));
        assertThat(list.get(1).get("model").asString()).isEqualTo("best-int8");
    }

    private CommandLineRun evaluate(String... arguments) {
        var all = new ArrayList<>(List.of("evaluate", "--data", pets.root().toString(), "--validation", "1"));
        all.addAll(Arrays.asList(arguments));
        return CommandLineRun.of(all.toArray(new String[0]));
    }
}
