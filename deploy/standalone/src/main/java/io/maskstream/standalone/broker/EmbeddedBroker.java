package io.maskstream.standalone.broker;

import io.maskstream.standalone.process.Folders;
import io.maskstream.standalone.process.JavaCommand;
import io.maskstream.standalone.process.JavaProcess;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real KRaft broker in a child process, on free ports of 127.0.0.1, with transactions. It dies with its parent, however
 * that dies, and leaves nothing but its log. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int STARTS = 3;

    /** How long the broker is to live, which decides how thoroughly its code is compiled. */
    public enum Life {
        /** Seconds to minutes: it is there soon, and leaves the cores to others. */
        SHORT,
        /** Long enough that what its compiler costs at first is paid back: for measurements. */
        LONG
    }

    private final JavaProcess process;
    private final int port;
    private final Path data;

    private EmbeddedBroker(JavaProcess process, int port, Path data) {
        this.process = process;
        this.port = port;
        this.data = data;
    }

    /**
     * Starts a broker and waits until it answers; about three seconds.
     *
     * @param workFolder created where it is missing; gets {@code broker.log}, and the data until the broker is closed
     * @throws IOException if it does not come up; the message has the last lines of its log
     */
    public static EmbeddedBroker start(Path workFolder) throws IOException, InterruptedException {
        return start(workFolder, workFolder.resolve("broker.log"), Life.SHORT);
    }

    /** As {@link #start(Path)}, for a life of its own length. */
    public static EmbeddedBroker start(Path workFolder, Life life) throws IOException, InterruptedException {
        return start(workFolder, workFolder.resolve("broker.log"), life);
    }

    /** As {@link #start(Path)}, with its log where {@code log} says. */
    public static EmbeddedBroker start(Path workFolder, Path log) throws IOException, InterruptedException {
        return start(workFolder, log, Life.SHORT);
    }

    private static EmbeddedBroker start(Path workFolder, Path log, Life life) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(workFolder).toAbsolutePath();
        // Between finding free ports and listening on them somebody else may take one: then it tries others.
        for (int start = 1; ; start++) {
            EmbeddedBroker broker = launch(folder, log.toAbsolutePath(), life);
            try {
                broker.awaitReady();
                return broker;
            } catch (IOException e) {
                broker.close();
                if (start == STARTS || !String.valueOf(e.getMessage()).contains("Address already in use")) {
                    throw e;
                }
            } catch (InterruptedException e) {
                broker.close();
                throw e;
            }
        }
    }

    /** Where clients connect, {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Of the child process. */
    public long pid() {
        return process.pid();
    }

    /** Runs the action, on any thread, when the broker has ended, for whatever reason. */
    public void onExit(Runnable action) {
        process.onExit(action);
    }

    /** What to tell when it ended by itself: how, and the last lines of its log. */
    public String obituary() {
        return process.obituary();
    }

    /** Kills the broker and deletes its data: nothing in it is meant to stay, so there is nothing to wait for. */
    @Override
    public void close() {
        process.stop(Duration.ZERO);
        Folders.deleteIfPossible(data);
    }

    private static EmbeddedBroker launch(Path folder, Path log, Life life) throws IOException {
        Path data = Files.createTempDirectory(folder, "broker-data-");
        BrokerSettings settings;
        try (ServerSocket first = freePort();
                ServerSocket second = freePort()) {
            settings = new BrokerSettings(first.getLocalPort(), second.getLocalPort(), data.resolve("logs"));
        }
        Path file = data.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.asProperties().store(writer, "One node on loopback, for a demo or a test");
        }
        JavaCommand command = new JavaCommand(
                "embedded broker",
                BrokerMain.class,
                List.of(
                        "-Xms64m",
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        life == Life.SHORT ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation",
                        "-Dlogback.configurationFile=io/maskstream/standalone/broker-logback.xml"),
                List.of(file.toString(), data.toString()),
                log);
        return new EmbeddedBroker(JavaProcess.start(command), settings.port(), data);
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, loopback());
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IOException(process.obituary());
            }
            process.awaitExit(Duration.ofMillis(100));
        }
        Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) START_LIMIT.toMillis()));
        try {
            admin.describeCluster().nodes().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(process.obituary(), e);
        } finally {
            admin.close(Duration.ZERO); // a question without an answer would hold it up
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
