package io.maskstream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void shouldNameAllScenariosInItsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("session", "pipeline", "slow-source", "latency", "footprint", "all", "gpu");
    }

    @ParameterizedTest
    @CsvSource({
        "sesion, There is no scenario sesion",
        "session --duration=0, --duration",
        "session --rounds=-1, --rounds",
        "session --device=gpu, cpu",
        "session --images=/nowhere/at/all, --images",
        "session --model=/nowhere/at/all.onnx, --model",
        "footprint --set=processing.guarantee=at_least_once, --set processing.guarantee has no effect",
        "latency --set=model=other.onnx, --model FILE names a model",
        "'', SCENARIO"
    })
    void shouldSayWhatIsWrongWithACommandLine(String arguments, String sentence) {
        // When
        int exitCode = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString()).contains(sentence);
    }

    @Test
    void shouldSayBeforeItMeasuresThatItCannotWriteItsReport(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a folder");
        // Then
        assertThat(run("session", "--json=" + folder)).isEqualTo(1);
        assertThat(run("session", "--json=" + file.resolve("report.json"))).isEqualTo(1);
        assertThat(run("session", "--plots=" + file)).isEqualTo(1);
        assertThat(errors.toString())
                .contains(folder + " cannot be written (--json)", file + " cannot be written (--plots)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseAFolderOfImagesThatWorkersCannotBeToldOf(@TempDir Path folder) throws IOException {
        // Given
        Path images = Files.createDirectory(folder.resolve("cats,dogs"));
        Files.writeString(images.resolve("cat.jpg"), "never read");
        // Then
        assertThat(run("footprint", "--images=" + images)).isEqualTo(1);
        assertThat(errors.toString()).contains(images + " (--images) has a comma in its path");
    }

    @Test
    void shouldLeaveNothingWhereItTriedWhetherItCanWrite(@TempDir Path folder) throws Exception {
        // Given
        Path earlier = Files.writeString(folder.resolve("earlier.json"), "{}");
        // When
        new Destination(earlier, folder).require();
        new Destination(folder.resolve("new.json"), null).require();
        // Then
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(earlier));
        assertThat(earlier).hasContent("{}");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine(Map.of("bench", new BenchCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all);
    }
}
