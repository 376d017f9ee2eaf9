package io.maskstream.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeLibrariesTest {
    private final Path cache;
    private final Path temporary;
    private final Path log;
    private final Path model;

    NativeLibrariesTest(@TempDir Path folder) throws IOException {
        cache = Files.createDirectory(folder.resolve("cache"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        log = folder.resolve("log");
        model = TestModels.colours(64, 64).writeTo(folder);
    }

    @Test
    void shouldUnpackOnnxRuntimeOnceForAllStarts() throws Exception {
        // When
        start();
        Path library = library();
        Object file = Files.getAttribute(library, "unix:ino");
        start();

        // Then
        assertThat(Files.getAttribute(library(), "unix:ino"))
                .as("the second start took the file of the first")
                .isEqualTo(file);
    }

    @Test
    void shouldLeaveNoLibraryBehindWhereItIsKilled() throws Exception {
        // Given
        start();

        // When
        var process = process();
        while (process.isAlive() && !isLoaded(process)) {
            Thread.sleep(5);
        }
        boolean killed = process.isAlive();
        process.destroyForcibly().waitFor();

        // Then
        assertThat(killed).as(Files.readString(log)).isTrue();
        try (var left = Files.walk(temporary)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().contains("libonnxruntime"));
        }
    }

    /** Linux shows what a process has mapped. */
    private boolean isLoaded(Process process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"))
                    .contains("libonnxruntime4j_jni");
        } catch (IOException ended) {
            return false;
        }
    }

    private void start() throws Exception {
        Process process = process();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private Process process() throws IOException {
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "rehearse",
                        "--model",
                        model.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        return builder.start();
    }

    private Path library() throws IOException {
        try (var files = Files.walk(cache)) {
            return files.filter(file -> file.endsWith(System.mapLibraryName("onnxruntime")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
