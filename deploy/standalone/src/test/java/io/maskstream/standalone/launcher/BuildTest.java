package io.maskstream.standalone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher builds and starts, with a Maven and a Java that only tell how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
final class BuildTest {
    private static final String BUILDING = "Building Maskstream's worker and demo";

    private static final String MAVEN = """
            #!/bin/sh
            target=deploy/standalone/target
            mkdir -p $target/lib && touch $target/maskstream-standalone-1.jar $target/lib/kafka.jar
            echo "Java home: ${JAVA_HOME:-none}" >called
            [ -f cut-off ] && exit 1
            exit 0
            """;
    private static final String JAVA = """
            #!/bin/sh
            case $1 in
                -version) echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit ;;
            esac
            echo "started in ${LC_ALL:-nothing}"
            """;

    private final Path root;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    BuildTest(@TempDir Path folder) {
        root = folder.resolve("mask stream");
        home = folder.resolve("java home");
    }

    @BeforeEach
    void checkOut() throws IOException {
        for (String module : new String[] {"schemas", "imaging", "worker", "deploy/standalone"}) {
            Files.createDirectories(root.resolve(module));
        }
        Files.copy(Path.of(System.getProperty("project.root"), "maskstream"), root.resolve("maskstream"));
        Files.writeString(root.resolve("pom.xml"), "");
        program(root.resolve("mvnw"), MAVEN);
        program(home.resolve("bin/java"), JAVA);
        program(home.resolve("bin/javac"), JAVA);
        environment.put("JAVA_HOME", home.toString());
    }

    @Test
    void shouldBuildOnceWhatIsFresh() throws Exception {
        // When
        String first = start(0);
        String second = start(0);
        // Then
        assertThat(first).contains(BUILDING, "started in");
        assertThat(second).contains("started in").doesNotContain(BUILDING);
    }

    @Test
    void shouldBuildAgainWhereABuildWasCutOff() throws Exception {
        // Given: a new jar, and a part of its libraries
        Path cutOff = Files.writeString(root.resolve("cut-off"), "");
        start(1);
        Files.delete(cutOff);
        // When
        String next = start(0);
        String last = start(0);
        // Then
        assertThat(next).contains(BUILDING, "started in");
        assertThat(last).doesNotContain(BUILDING);
    }

    @Test
    void shouldHideAJavaHomeWithoutAJavaFromMaven() throws Exception {
        // Given
        environment.put("JAVA_HOME", root.toString());
        environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        // When
        String said = start(0);
        // Then
        assertThat(said).contains("started in");
        assertThat(root.resolve("called")).content().contains("Java home: none");
    }

    @Test
    void shouldLetJavaReadAllFileNamesWhereTheLocaleIsOfAsciiAlone() throws Exception {
        // Given
        environment.put("LC_ALL", "C.UTF-8");
        assumeTrue(run("locale", "charmap").said().strip().equals("UTF-8"), "the locale C.UTF-8 is missing");
        for (String ascii : new String[] {"C", "POSIX", "xx_XX.UTF-8"}) {
            environment.put("LC_ALL", ascii);
            // When
            String said = start(0);
            // Then
            assertThat(said).as(ascii).contains("started in C.UTF-8");
        }
    }

    @Test
    void shouldFindItselfWhateverFoldersCdKnows() throws Exception {
        // Given: another folder of the same name
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.createDirectories(elsewhere.resolve(String.valueOf(root.getFileName())));
        Files.writeString(root.resolve("pom.xml"), "<version>7.7.7</version>");
        environment.put("CDPATH", elsewhere.toString());
        // When
        var answer = run("bash", root.getFileName() + "/maskstream", "--version");
        // Then
        assertThat(answer.said()).startsWith("maskstream 7.7.7");
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String start(int code) throws IOException, InterruptedException {
        var answer = run("bash", root.resolve("maskstream").toString(), "worker");
        assertThat(answer.code()).as(answer.said()).isEqualTo(code);
        return answer.said();
    }

    private record Answer(int code, String said) {}

    private Answer run(String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words)
                .directory(root.resolveSibling("").toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MASKSTREAM_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        return new Answer(process.exitValue(), said);
    }
}
