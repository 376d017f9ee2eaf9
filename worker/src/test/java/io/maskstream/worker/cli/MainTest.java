package io.maskstream.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.cli.common.CommandFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"worker", "doctor", "submit", "collect", "replay"})
    void shouldExplainEachCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: maskstream " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "doctor", "acls", "submit", "collect", "replay"})
    void shouldTellItsVersionWhateverTheCommand(String command) {
        assertThat(run(command, "--version")).isZero();
        assertThat(out.toString()).startsWith("maskstream ");
    }

    @Test
    void shouldShowTheSettingsInForce() {
        // When
        int code = run("worker", "--show-config", "--http.port=1", "--set", "kafka.ssl.key.password=hunter2");
        // Then
        assertThat(code).isZero();
        assertThat(out.toString())
                .containsPattern("http\\.port=1 +# --http\\.port")
                .containsPattern("kafka\\.ssl\\.key\\.password=\\*+ +# --set")
                .doesNotContain("hunter2");
    }

    @Test
    void shouldWriteNumbersInTheDigitsThatOtherProgramsRead() {
        // Given: a user of Persian
        var before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("fa-IR"));
        try {
            // When
            run("worker", "--http.port=70000");
            // Then
            assertThat(err.toString()).contains("0 to 65535");
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    @Test
    void shouldNotBlameTheModelWhereItIsStoppedMeanwhile(@TempDir Path folder) {
        // Given
        String[] start = {
            "worker", "--model=" + folder.resolve("none.onnx"), "--http.port=0", "--kafka.bootstrap.servers=127.0.0.1:1"
        };
        assertThat(run(start)).isEqualTo(1);
        assertThat(err.toString()).contains("none.onnx");
        err.getBuffer().setLength(0);
        // When: as the signal does
        Thread.currentThread().interrupt();
        int code = run(start);
        // Then
        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldEndWithTwoAndTheNearestNameWhereASettingIsMisspelt() {
        assertThat(run("worker", "--set", "htpp.port=1")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("there is no setting htpp.port (--set htpp.port); did you mean http.port?");
        assertThat(run("worker", "--htpp.port=1")).isEqualTo(2);
        assertThat(run("collect")).isEqualTo(2);
        assertThat(run("replay", "--since", "yesterday")).isEqualTo(2);
        assertThat(run("replay", "--reason", "BAD_LUCK")).isEqualTo(2);
        assertThat(run("replay", "--since", "1h", "--until", "2h")).isEqualTo(2);
        assertThat(run("doctor", "--set", "htpp.port=1")).isEqualTo(2);
    }

    @Test
    void shouldNotRepeatValuesOfOptionsThatDoNotExist() {
        assertThat(run("worker", "--kafka.ssl.key.password=hunter2")).isEqualTo(2);
        assertThat(run("worker", "--kafka.ssl.key.password", "hunter2")).isEqualTo(2);
        assertThat(run("worker", "--set", "kafka.ssl.key.password:hunter2")).isEqualTo(2);
        assertThat(run("submit", "photographs", "hunter2")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no option --kafka.ssl.key.password; Kafka's own settings follow --set")
                .contains("--set takes KEY=VALUE")
                .contains("there are 1 words too many")
                .doesNotContain("hunter2");
    }

    @Test
    void shouldEndWithOneSentenceWhereTheModelIsMissing(@TempDir Path folder) {
        assertThat(run("worker", "--http.port=0", "--model=" + folder.resolve("nothing.onnx")))
                .isEqualTo(1);
        assertThat(err.toString().strip())
                .contains("nothing.onnx does not exist")
                .hasLineCount(1);
    }

    @Test
    void shouldEndWithTheExitCodeOfAFailure() {
        // Given
        Callable<Integer> losing = () -> {
            throw new CommandFailure("the device is lost", CommandFailure.DEVICE_LOST);
        };
        var line = Main.commandLine(Map.of("lose", CommandSpec.wrapWithoutInspection(losing)));
        // When
        int code = line.setErr(new PrintWriter(err, true)).execute("lose");
        // Then
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).isEqualToIgnoringNewLines("the device is lost");
    }

    @Test
    void shouldSayThatThereIsNothingToSubmit(@TempDir Path folder) {
        assertThat(run("submit", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there are no images under");
    }

    @Test
    void shouldReadATextFileAsAListOfUris(@TempDir Path folder) throws Exception {
        // Given
        Path list = Files.writeString(folder.resolve("uris.txt"), "# none yet\n\n");
        // When / Then
        assertThat(run("submit", list.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("uris.txt names no image", "a URI on each line");
        assertThat(run("submit", "--help")).isZero();
        assertThat(out.toString()).contains(".txt");
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
