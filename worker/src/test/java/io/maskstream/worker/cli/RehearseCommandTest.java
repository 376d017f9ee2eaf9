package io.maskstream.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.testing.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RehearseCommandTest {
    @Test
    void shouldStartWithoutKafkaAnswerAnImageAndLeaveNoStateBehind(@TempDir Path folder) throws Exception {
        // Given
        Path model = TestModels.colours(64, 64).writeTo(folder);
        var before = rehearsals();
        // When
        int exitCode = Main.commandLine().execute("rehearse", "--model", model.toString());
        // Then
        assertThat(exitCode).isZero();
        assertThat(rehearsals()).isEqualTo(before);
    }

    @Test
    void shouldSayWhichModelIsMissing(@TempDir Path folder) {
        // Given
        var said = new StringWriter();
        var line = Main.commandLine().setErr(new PrintWriter(said));
        // When
        int exitCode =
                line.execute("rehearse", "--model", folder.resolve("none.onnx").toString());
        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(said.toString()).contains("none.onnx");
    }

    private static Set<Path> rehearsals() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("maskstream-rehearsal"))
                    .collect(Collectors.toSet());
        }
    }
}
