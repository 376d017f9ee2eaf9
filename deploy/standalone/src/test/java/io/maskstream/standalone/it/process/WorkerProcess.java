package io.maskstream.standalone.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.standalone.fleet.WorkerMain;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.source.S3Server;
import io.maskstream.standalone.process.JavaCommand;
import io.maskstream.standalone.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A worker in its own process, as a user starts one, on any free HTTP port. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
    private static final Pattern READY = Pattern.compile("worker \\S+ is ready: .* (http://\\S+)");

    private final String name;
    private final JavaProcess process;
    private final Path log;

    private WorkerProcess(String name, JavaProcess process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one, and does not wait for it.
     *
     * @param name its instance id
     * @param folder for its log and state
     * @param settings more flags, such as {@code --mask.encoding=coco-rle}
     */
    public static WorkerProcess start(String name, Wire wire, Path model, Path folder, String... settings) {
        return start(name, List.of("-Xmx512m", "-XX:+UseSerialGC"), wire, model, folder, settings);
    }

    /**
     * As {@link #start(String, Wire, Path, Path, String...)}, with other memory.
     *
     * @param memory the JVM's options for its heap
     */
    public static WorkerProcess start(
            String name, List<String> memory, Wire wire, Path model, Path folder, String... settings) {
        List<String> options = new ArrayList<>(memory);
        options.add("-Dlogback.configurationFile=logback.xml");
        Path state = folder.resolve(name + "-state");
        List<String> arguments = new ArrayList<>(List.of(
                state.toString(),
                "worker",
                "--kafka.bootstrap.servers=" + wire.bootstrapServers(),
                "--topics.prefix=" + wire.topics().prefix(),
                "--application.id=" + wire.topics().prefix(),
                "--instance.id=" + name,
                "--model=" + model,
                "--state.dir=" + state,
                "--inference.sessions=1",
                "--inference.threads=1",
                "--http.port=0"));
        arguments.addAll(List.of(settings));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("--source.roots="))) {
            arguments.add("--source.roots=" + folder);
        }
        Path log = folder.resolve(name + ".log");
        options.addAll(S3Server.CREDENTIALS);
        try {
            var process = JavaProcess.start(
                    new JavaCommand(name, Distribution.classPath(), WorkerMain.class, options, arguments, log));
            return new WorkerProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** Where its HTTP endpoint is, once it is ready. */
    public URI awaitReady() {
        return await("worker " + name)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .failFast(this::assertAlive)
                .until(this::endpoint, uri -> uri.getHost() != null);
    }

    public long pid() {
        return process.pid();
    }

    /** How it ended and what it said last, once it has ended by itself. */
    public String awaitEnd() throws InterruptedException {
        assertThat(process.awaitExit(LONGEST_START)).as(process::obituary).isTrue();
        return process.obituary();
    }

    public void assertAlive() {
        assertThat(process.isAlive()).as(process::obituary).isTrue();
    }

    /** As kill -9 does: no shutdown hook runs. */
    public void kill() {
        process.stop(Duration.ZERO);
    }

    /** As kill does: it ends in order. */
    @Override
    public void close() {
        process.stop(LONGEST_STOP);
    }

    private URI endpoint() throws IOException {
        var ready = READY.matcher(Files.readString(log));
        return URI.create(ready.find() ? ready.group(1) : "");
    }
}
