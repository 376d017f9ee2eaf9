package io.maskstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {
    private static final Machine MACHINE = new Machine("Linux 6", "amd64", "Some CPU", 2, 4096, "OpenJDK 17", 0.5);

    @Test
    void shouldWriteResultsWithMachineAndSettingsAsJson() {
        // Given
        var report = new Report(
                "session",
                Instant.parse("2026-11-24T10:00:00Z"),
                "./maskstream bench session",
                MACHINE,
                Map.of("quick", "true"),
                List.of(
                        Result.median("session.lesson.images-per-second", List.of(3.0, 1.0, 2.0), "images/s"),
                        Result.of("footprint.heap-mb", 123.456789, "MiB")));

        // When
        var json = JsonMapper.shared().readTree(report.json());

        // Then
        assertThat(json.path("scenario").asString()).isEqualTo("session");
        assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
        assertThat(json.path("settings").path("quick").asString()).isEqualTo("true");
        var first = json.path("results").path(0);
        assertThat(first.path("name").asString()).isEqualTo("session.lesson.images-per-second");
        assertThat(first.path("value").asDouble()).isEqualTo(2);
        assertThat(first.path("unit").asString()).isEqualTo("images/s");
        assertThat(first.path("samples").size()).isEqualTo(3);
        assertThat(json.path("results").path(1).path("value").asDouble()).isEqualTo(123.46);
        assertThat(json.path("results").path(1).has("samples")).isFalse();
    }

    @Test
    void shouldShowEachResultInALineOfItsOwn() {
        // Given
        var result = Result.median("latency.p50", List.of(1.0, 2.0, 30.0), "ms");

        // When
        var lines = new Report("latency", Instant.EPOCH, "command", MACHINE, Map.of(), List.of(result)).lines();

        // Then
        assertThat(lines).last().asString().contains("latency.p50", "2.000", "ms", "median of 1.000 2.000 30.0");
    }

    @Test
    void shouldTellEachFigureWhenItIsFound() {
        // Given
        var told = new ArrayList<Result>();
        var findings = new Findings(told::add);
        var result = Result.of("footprint.heap-mb", 5, "MiB");

        // When
        findings.add(result);

        // Then
        assertThat(told).containsExactly(result);
        assertThat(findings.results()).containsExactly(result);
    }

    @Test
    void shouldRefuseWhatIsNoFigure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Result.of("ratio", Double.NaN, ""))
                .withMessageContaining("ratio");
    }

    @Test
    void shouldDrawEachChartIntoAFileOfItsName(@TempDir Path folder) throws Exception {
        // Given
        var lines = new Chart.Lines(
                "lines",
                "Lines",
                "x",
                "y",
                false,
                List.of(new Chart.Line("a line", List.of(1.0, 2.0), List.of(3.0, 4.0))));
        var bars = new Chart.Bars(
                "bars", "Bars", "x", "y", true, false, List.of("one"), List.of(new Chart.Bar("a", List.of(5.0))));

        // When
        var files = Plots.write(List.of(lines, bars), folder.resolve("plots"));

        // Then
        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("lines.png", "bars.png");
        assertThat(ImageIO.read(files.get(0).toFile()).getWidth()).isGreaterThan(500);
    }
}
