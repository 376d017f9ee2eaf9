package io.maskstream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
