package io.maskstream.standalone.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.process.ParentWatch;
import io.maskstream.worker.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program in its own process, with its own environment, all that it says in one file.
 *
 * @param log what it says on standard output and standard error
 */
public record Program(Process process, Path log) implements AutoCloseable {
    private static final long LONGEST_SECONDS = 90;

    /** Starts it, with nothing of Maskstream in its environment but what is given. */
    public static Program start(Path log, Map<String, String> environment, List<String> arguments) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        words.addAll(arguments);
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MASKSTREAM_"));
        builder.environment().putAll(environment);
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        return new Program(builder.start(), log);
    }

    public String said() throws IOException {
        return Files.readString(log);
    }

    /** Its exit code, once it has ended by itself. */
    public int awaitEnd() throws IOException, InterruptedException {
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as(said())
                .isTrue();
        return process.exitValue();
    }

    /** As kill does: it ends in order, or is made to. */
    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroy(); // Process.destroy() would close its standard input as well
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The program, which ends when the tests end. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            ParentWatch.haltWhenParentIsGone(() -> {});
            Main.main(arguments);
        }
    }
}
