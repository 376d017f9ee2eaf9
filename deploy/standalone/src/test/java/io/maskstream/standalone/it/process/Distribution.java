package io.maskstream.standalone.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.Main;
import io.maskstream.standalone.process.ClassPath;
import io.maskstream.standalone.process.JavaCommand;
import io.maskstream.standalone.process.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as the launcher starts it: its jars, which the build has just made, and an archive of the classes of a start.
 * Where no build runs the tests, as in an editor, the classes that the editor has compiled.
 */
public final class Distribution {
    private static final Duration LONGEST_REHEARSAL = Duration.ofMinutes(2);

    private Distribution() {}

    public static ClassPath classPath() {
        return Holder.CLASS_PATH;
    }

    private static ClassPath prepare() {
        String target = System.getProperty("distribution.dir");
        try {
            return target == null ? ClassPath.ofThisProcess() : withArchive(Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + target + " was prepared", e);
        }
    }

    /** As the launcher has it written. */
    private static ClassPath withArchive(Path target) throws IOException, InterruptedException {
        Path archive = target.resolve("start-of-tests.jsa");
        Files.deleteIfExists(archive);
        String entries = jars(target);
        var rehearsal = JavaProcess.start(new JavaCommand(
                "rehearsal",
                new ClassPath(entries, Optional.empty()),
                Main.class,
                List.of(
                        "-Dmaskstream.home=" + System.getProperty("project.root"),
                        "-XX:ArchiveClassesAtExit=" + archive),
                List.of("rehearse"),
                target.resolve("rehearsal-of-tests.log")));
        try {
            assertThat(rehearsal.awaitExit(LONGEST_REHEARSAL))
                    .as(rehearsal::obituary)
                    .isTrue();
        } finally {
            rehearsal.stop(Duration.ZERO);
        }
        assertThat(archive).as(rehearsal::obituary).isRegularFile();
        return new ClassPath(entries, Optional.of(archive));
    }

    private static String jars(Path target) throws IOException {
        try (var jars = Files.newDirectoryStream(target, "maskstream-standalone-*.jar");
                var libraries = Files.list(target.resolve("lib"))) {
            return Stream.concat(Stream.of(jars.iterator().next()), libraries.sorted())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Prepared once for all tests of a run, when the first asks. */
    private static final class Holder {
        static final ClassPath CLASS_PATH = prepare();
    }
}
