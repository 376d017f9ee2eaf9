package io.maskstream.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher beside jars that something else has built, such as {@code ./mvnw verify}, and a Java that only tells how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
final class QuickerStartsTest {
    private static final String PREPARING = "Preparing quicker starts";
    private static final String SHARING = "-XX:SharedArchiveFile=";

    private static final String JAVA = """
            #!/bin/sh
            for word in "$@"; do
                case $word in
                    -version) echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit ;;
                    -XX:ArchiveClassesAtExit=*) [ -f "$(dirname "$0")/broken" ] && exit 1
                        : >"${word#*=}"; exit ;;
                esac
            done
            echo "java $*"
            """;

    private final Path root;
    private final Path home;
    private final Path library;

    QuickerStartsTest(@TempDir Path folder) {
        root = folder.resolve("mask stream");
        home = folder.resolve("java home");
        library = root.resolve("deploy/standalone/target/lib/kafka.jar");
    }

    @BeforeEach
    void build() throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(bin.resolve("java"), JAVA);
        assertThat(bin.resolve("java").toFile().setExecutable(true)).isTrue();
        Files.createDirectories(library.getParent());
        Files.copy(Path.of(System.getProperty("project.root"), "maskstream"), root.resolve("maskstream"));
        for (String module : new String[] {"schemas", "imaging", "worker"}) {
            Files.createDirectories(root.resolve(module));
        }
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("deploy/standalone/target/maskstream-standalone-1.jar"), "");
        Files.writeString(library, "");
    }

    @Test
    void shouldWriteDownTheClassesOfAStartOnceAndShareThemFromThenOn() throws Exception {
        // When
        String first = start();
        String second = start();
        // Then
        assertThat(first).contains(PREPARING, SHARING);
        assertThat(second).doesNotContain(PREPARING).contains(SHARING);
    }

    @Test
    void shouldWriteThemDownAgainWhereALibraryIsNewer() throws Exception {
        // Given
        start();
        Files.setLastModifiedTime(library, FileTime.from(Instant.now().plusSeconds(60)));
        // When
        String next = start();
        // Then
        assertThat(next).contains(PREPARING, SHARING);
    }

    @Test
    void shouldStartAllTheSameWhereJavaCannotWriteThemDown() throws Exception {
        // Given
        Files.writeString(home.resolve("bin/broken"), "");
        // When
        String first = start();
        String second = start();
        // Then: it is not tried each time
        assertThat(first).contains(PREPARING, "io.maskstream.standalone.Main worker");
        assertThat(second).contains("io.maskstream.standalone.Main worker").doesNotContain(PREPARING, SHARING);
    }

    private String start() throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", root.resolve("maskstream").toString(), "worker")
                .directory(root.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("MASKSTREAM_"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
