package io.maskstream.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java child with this process's class path. Its standard input closes with this process: a child that watches it ends then. */
public final class ChildProcess {
    private static final int SHOWN_LINES = 25;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param environment beside this process's own
     * @param log its output is appended there
     */
    public static ChildProcess start(
            String name,
            Class<?> mainClass,
            List<String> jvmOptions,
            List<String> arguments,
            Map<String, String> environment,
            Path log) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
        words.addAll(jvmOptions);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        words.addAll(arguments);
        return run(name, words, environment, log);
    }

    /**
     * Runs any program. It ends with this process where it watches its standard input.
     *
     * @param environment beside this process's own
     * @param log its output is appended there
     */
    public static ChildProcess run(String name, List<String> words, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** As kill -9 does; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As kill does: asks it to end. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy() would close its standard input, too
    }

    /** Whether it has ended within the time. */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends a signal by its name, such as STOP or CONT. */
    public void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -%s failed for the %s".formatted(signal, name));
        }
    }

    /** All that it has said. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its threads with such a word in their name are, a paragraph each; none where it is no Java of this machine, or does not answer. */
    public List<String> stacks(String word) throws InterruptedException {
        try {
            var answer = Files.createTempFile("stacks-", ".txt");
            var asked = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jstack")
                                    .toString(),
                            Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            if (!asked.waitFor(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                asked.destroyForcibly().waitFor();
            }
            var paragraphs = Files.readString(answer).split("\n\n", -1);
            Files.delete(answer);
            return Arrays.stream(paragraphs)
                    .filter(paragraph ->
                            paragraph.lines().findFirst().orElse("").contains(word))
                    .toList();
        } catch (IOException noJdk) {
            return List.of();
        }
    }

    /** How it is, and the last lines that it said. */
    public String obituary() {
        var lines = said().lines().toList();
        return "The %s %s. It said last (%s):%n%s"
                .formatted(
                        name,
                        process.isAlive() ? "is alive" : "ended with exit code " + process.exitValue(),
                        log,
                        String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()))
                                .indent(4));
    }
}
