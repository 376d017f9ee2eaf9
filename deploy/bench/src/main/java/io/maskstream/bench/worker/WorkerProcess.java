package io.maskstream.bench.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.standalone.fleet.WorkerMain;
import io.maskstream.standalone.process.JavaCommand;
import io.maskstream.standalone.process.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** A worker in a process of its own, ready when it has said so. Used by one thread. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Pattern READY = Pattern.compile("worker \\S+ is ready: .*(http://\\S+)");

    private final JavaProcess process;
    private final URI endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private WorkerProcess(JavaProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts a worker and waits until it is ready.
     *
     * @throws IOException where it ends or takes too long; the message has the last lines of its log
     */
    public static WorkerProcess start(WorkerOptions options) throws IOException, InterruptedException {
        var process = JavaProcess.start(new JavaCommand(
                "worker " + options.prefix(),
                WorkerMain.class,
                options.jvmOptions(),
                options.arguments(),
                options.log()));
        boolean ready = false;
        try {
            long end = System.nanoTime() + LONGEST_START.toNanos();
            while (System.nanoTime() < end && process.isAlive()) {
                var line = READY.matcher(Files.readString(options.log(), UTF_8));
                if (line.find()) {
                    ready = true;
                    return new WorkerProcess(process, URI.create(line.group(1)));
                }
                process.awaitExit(PAUSE);
            }
            throw new IOException(process.obituary());
        } finally {
            if (!ready) {
                process.stop(Duration.ZERO);
            }
        }
    }

    /** @throws IOException where it has ended; the message says how */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(process.obituary());
        }
    }

    /** Bytes of its memory that are in RAM. */
    public long residentBytes() throws IOException {
        return ResidentMemory.of(process.pid());
    }

    /** Bytes of Java's heap that are in use. */
    public long heapBytes() throws IOException, InterruptedException {
        return JavaMeters.heap(get("metrics"));
    }

    /** How long Java has compiled so far, the sum over its compilers' threads. */
    public Duration compilation() throws IOException, InterruptedException {
        return JavaMeters.compilation(get("metrics"));
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
    }

    /** Stops it in order, or by force where that takes long. */
    @Override
    public void close() {
        process.stop(GRACE);
    }
}
