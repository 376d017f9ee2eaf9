package io.maskstream.standalone.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running Java child. Its standard input is a pipe that this process holds and never writes to: when this process ends,
 * however it ends, the pipe closes and the child's {@link ParentWatch} notices. Thread-safe.
 */
public final class JavaProcess {
    private static final int LONGEST_TAIL = 64 * 1024;

    private final JavaCommand command;
    private final Process process;

    private JavaProcess(JavaCommand command, Process process) {
        this.command = command;
        this.process = process;
    }

    /**
     * Starts it, with ONNX Runtime told to send nothing anywhere, and without the settings of another Kafka in its environment.
     *
     * @throws IOException if the operating system does not start it, or the log cannot be written
     */
    public static JavaProcess start(JavaCommand command) throws IOException {
        Path logFolder = command.log().toAbsolutePath().getParent();
        if (logFolder != null) {
            Files.createDirectories(logFolder);
        }
        ProcessBuilder builder = new ProcessBuilder(command.commandLine())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        prepare(builder.environment());
        return new JavaProcess(command, builder.start());
    }

    static void prepare(Map<String, String> environment) {
        environment.put("ORT_DISABLE_TELEMETRY", "1");
        environment.put("OPENCV_LOG_LEVEL", "SILENT");
        // glibc keeps what many threads have freed, an arena each, and what was once large: memory of images is to go
        // back
        environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
        environment.putIfAbsent("MALLOC_MMAP_THRESHOLD_", "262144");
        // how the user's workers reach the user's Kafka: children have a broker of their own, on loopback and without
        // security
        environment.keySet().removeIf(name -> name.startsWith("MASKSTREAM_KAFKA_"));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Runs the action, on any thread, when the child has ended, for whatever reason. */
    public void onExit(Runnable action) {
        var unused = process.onExit().thenRun(action);
    }

    /** Whether it has ended within the limit. */
    public boolean awaitExit(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A sentence about how it ended and the last lines that it wrote, for messages. */
    public String obituary() {
        String end = process.isAlive() ? "is still running" : "ended with exit code " + process.exitValue();
        return "The %s %s. The last lines of its log, %s:%n%s"
                .formatted(command.name(), end, command.log(), logTail().indent(4));
    }

    /**
     * Asks it to stop, and makes it stop when it has not done so in time. Returns when it is gone.
     *
     * @param grace time to end in peace; zero kills it at once
     */
    public void stop(Duration grace) {
        if (grace.isZero()) {
            process.destroyForcibly();
        } else {
            process.toHandle()
                    .destroy(); // Process.destroy() would close the pipe too, and the child would not end in order
        }
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String logTail() {
        try (var channel = Files.newByteChannel(command.log())) {
            channel.position(Math.max(0, channel.size() - LONGEST_TAIL));
            byte[] bytes = Channels.newInputStream(channel).readAllBytes();
            List<String> lines = new String(bytes, UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
