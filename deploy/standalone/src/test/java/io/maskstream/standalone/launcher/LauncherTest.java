package io.maskstream.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's own answers, which need nothing built. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
final class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("project.root"), "maskstream");

    @Test
    void shouldListAllCommands(@TempDir Path elsewhere) throws Exception {
        for (List<String> arguments : List.of(List.<String>of(), List.of("--help"), List.of("help"))) {
            // When
            Answer answer = run(LAUNCHER, elsewhere, Map.of(), arguments);
            // Then
            assertThat(answer.exitCode()).isZero();
            assertThat(answer.output())
                    .contains(
                            "demo",
                            "worker",
                            "doctor",
                            "acls",
                            "submit",
                            "collect",
                            "replay",
                            "verify",
                            "bench",
                            "train",
                            "export",
                            "evaluate");
        }
    }

    @Test
    void shouldNameTheNearestCommand(@TempDir Path elsewhere) throws Exception {
        // When
        Answer answer = run(LAUNCHER, elsewhere, Map.of(), List.of("wroker"));
        // Then
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.output()).contains("no command 'wroker'", "Did you mean 'worker'?");
    }

    @Test
    void shouldNotGuessAtAWordThatIsLikeNone(@TempDir Path elsewhere) throws Exception {
        // When
        Answer answer = run(LAUNCHER, elsewhere, Map.of(), List.of("xylophone"));
        // Then
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.output()).contains("no command 'xylophone'").doesNotContain("Did you mean");
    }

    @Test
    void shouldWorkThroughASymlink(@TempDir Path elsewhere) throws Exception {
        // Given
        Path link = Files.createSymbolicLink(elsewhere.resolve("segment pictures"), LAUNCHER);
        // When
        Answer answer = run(link, elsewhere, Map.of(), List.of("--version"));
        // Then
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output()).matches("(?s)maskstream \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void shouldRefuseAnOldJava(@TempDir Path elsewhere) throws Exception {
        // Given
        Path java = Files.createDirectories(elsewhere.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.22\" 2024-01-16' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        // When
        Answer answer = run(LAUNCHER, elsewhere, Map.of("JAVA_HOME", elsewhere.toString()), List.of("demo", "--help"));
        // Then
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output()).contains("too old", "Java 17 or newer");
    }

    private record Answer(int exitCode, String output) {}

    private static Answer run(Path launcher, Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", launcher.toString()));
        words.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        return new Answer(process.exitValue(), output);
    }
}
