package io.maskstream.worker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer, which is guided by the code that inputs reach, in a process for each target and for {@code fuzz.seconds}. Part of the profile {@code fuzz} alone, which has
 * Jazzer on the class path. What it has learnt stays in {@code target/fuzz} for the next run.
 */
final class GuidedFuzzTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
    private static final Path FOLDER = Path.of("target", "fuzz");

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of("image", ImageTarget.class, false),
                Arguments.of("event", EventTarget.class, false),
                Arguments.of("uri", UriTarget.class, true),
                Arguments.of("web", WebTarget.class, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void shouldHoldToWhatIsPromised(String name, Class<?> target, boolean lines) throws Exception {
        assumeTrue(SECONDS > 0, "fuzz.seconds is not set; the profile fuzz sets it");
        // Given
        Path folder = Files.createDirectories(FOLDER.resolve(name));
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Path learnt = Files.createDirectories(folder.resolve("learnt"));
        var corpus = (lines ? Fuzz.ofLines(name) : Fuzz.ofFiles(name)).corpus();
        for (int seed = 0; seed < corpus.size(); seed++) {
            Files.write(seeds.resolve(Integer.toString(seed)), corpus.get(seed));
        }
        Path log = folder.resolve("jazzer.log");
        // When
        int exitCode = jazzer(target, folder, List.of(learnt.toString(), seeds.toString()), log);
        // Then
        assertThat(exitCode)
                .as(() -> "what was found is in %s; put it into the corpus %s with the fix%n%s"
                        .formatted(folder, name, end(log)))
                .isZero();
        System.out.printf("%s: %s%n", name, end(log).lines().reduce("", (before, last) -> last));
    }

    private static int jazzer(Class<?> target, Path folder, List<String> corpora, Path log) throws Exception {
        String classPath = System.getProperty("java.class.path");
        var command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx1g",
                                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                                "-cp",
                                classPath,
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.getName(),
                                "--cp=" + classPath,
                                "--instrumentation_includes=io.maskstream.**",
                                "--reproducer_path=" + folder,
                                "-artifact_prefix=" + folder + "/",
                                "-max_total_time=" + SECONDS,
                                "-max_len=8192",
                                "-rss_limit_mb=4096"),
                        corpora.stream())
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("OPENCV_LOG_LEVEL", "SILENT");
        return builder.start().waitFor();
    }

    private static String end(Path log) {
        try (var lines = Files.lines(log)) {
            var all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 30), all.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
