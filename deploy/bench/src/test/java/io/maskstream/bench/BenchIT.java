package io.maskstream.bench;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of no length worth a figure: they show that the parts fit together, and how the results are called. */
final class BenchIT {
    private static final Path MODELS = Path.of(System.getProperty("project.root", "."), "deploy", "models");
    private static final Path LESSON = MODELS.resolve("lesson.onnx");
    private static final Path BEST = MODELS.resolve("best-int8.onnx");

    @Test
    void shouldMeasureTheBareSession(@TempDir Path folder) throws Exception {
        // When
        var report = run(folder, "session", "--rounds=1", "--duration=0.05", "--quick", "--model=" + LESSON);

        // Then
        assertThat(names(report))
                .contains("session.lesson.images-per-second", "session.plain-over-rewritten.time-ratio");
        assertThat(folder.resolve("plots").resolve("session-lesson.png")).exists();
    }

    @Test
    void shouldWatchAWorkerOverARun(@TempDir Path folder) throws Exception {
        // When
        var report = run(folder, "footprint", "--count=60", "--quick");

        // Then
        assertThat(report.path("machine").path("cores").asInt()).isPositive();
        assertThat(report.path("settings").path("footprint count").asString()).isEqualTo("60");
        assertThat(names(report))
                .contains(
                        "footprint.heap-mb",
                        "footprint.rss-mb",
                        "footprint.rss-slope-percent",
                        "footprint.changelog-records-per-image");
    }

    @Test
    void shouldStartTheWorkersThatItMeasuresWithTheOptionsOfJava(@TempDir Path folder) {
        // Given
        var errors = new StringWriter();

        // When
        int exitCode = exitCode(errors, folder, "footprint", "--count=60", "--quick", "--java=-XX:+NoSuchOption");

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(errors.toString()).contains("Unrecognized VM option 'NoSuchOption'");
    }

    @Test
    void shouldCompareADeviceWithTheCpu(@TempDir Path folder) throws Exception {
        // When
        var report = run(folder, "gpu", "--device=cpu", "--rounds=1", "--duration=0.05", "--quick", "--model=" + BEST);

        // Then
        assertThat(names(report))
                .contains(
                        "gpu.best-int8.cpu.images-per-second",
                        "gpu.best-int8.fp32.b8.images-per-second",
                        "gpu.best-int8.served.ratio");
        assertThat(report.path("results").path(0).path("name").asString())
                .isEqualTo("gpu.best-int8.fp32.differing-pixels-percent");
        assertThat(report.path("results").path(0).path("value").asDouble(1)).isZero();
    }

    private static JsonNode run(Path folder, String... arguments) throws Exception {
        var errors = new StringWriter();
        assertThat(exitCode(errors, folder, arguments)).as(errors.toString()).isZero();
        return JsonMapper.shared().readTree(Files.readAllBytes(json(folder)));
    }

    private static Path json(Path folder) {
        return folder.resolve("report.json");
    }

    private static int exitCode(StringWriter errors, Path folder, String... arguments) {
        var all = new ArrayList<>(List.of("bench", "--json=" + json(folder), "--plots=" + folder.resolve("plots")));
        all.addAll(List.of(arguments));
        return Main.commandLine(Map.of("bench", new BenchCommand()))
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(new String[0]));
    }

    private static Set<String> names(JsonNode report) {
        return report.path("results")
                .valueStream()
                .map(result -> result.path("name").asString())
                .collect(toSet());
    }
}
