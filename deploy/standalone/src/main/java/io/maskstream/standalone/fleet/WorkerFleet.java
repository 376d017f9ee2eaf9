package io.maskstream.standalone.fleet;

import io.maskstream.standalone.process.JavaCommand;
import io.maskstream.standalone.process.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workers. One that dies is started again, under the same name, so that it goes on where it was; one that dies before the
 * fleet was ready, or again and again, breaks the fleet. Thread-safe.
 */
public final class WorkerFleet implements AutoCloseable {
    private static final int RESTARTS = 20;
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final FleetSettings settings;
    private final Consumer<String> notes;
    private final Map<Integer, JavaProcess> running = new HashMap<>();
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private boolean ready;
    private boolean closed;
    private int restarts;

    private WorkerFleet(FleetSettings settings, Consumer<String> notes) {
        this.settings = settings;
        this.notes = notes;
    }

    /**
     * Starts all processes and returns at once.
     *
     * @param notes told, in a sentence, of each worker that is started again; on any thread
     */
    public static WorkerFleet start(FleetSettings settings, Consumer<String> notes) throws IOException {
        WorkerFleet fleet = new WorkerFleet(settings, notes);
        boolean started = false;
        try {
            for (int worker = 1; worker <= settings.workers(); worker++) {
                fleet.launch(worker);
            }
            started = true;
            return fleet;
        } finally {
            if (!started) {
                fleet.close();
            }
        }
    }

    /**
     * Waits until every worker has its share of the partitions.
     *
     * @throws IOException if one ends, or the limit passes; the message has the last lines of a log
     */
    public void awaitReady(Duration limit) throws IOException, InterruptedException {
        try (WorkerGroup group = new WorkerGroup(settings.bootstrapServers(), settings.applicationId())) {
            long end = System.nanoTime() + limit.toNanos();
            while (!group.isStable(settings.workers())) {
                if (broken.isDone()) {
                    throw new IOException(broken.join());
                }
                if (System.nanoTime() > end) {
                    throw new IOException("The workers are not ready after %d s; see the logs in %s."
                            .formatted(limit.toSeconds(), settings.logs()));
                }
                Thread.sleep(200);
            }
        }
        synchronized (this) {
            ready = true;
        }
    }

    /** Hands over the reason, on any thread, when the fleet can go on no longer. */
    public void onBroken(Consumer<String> action) {
        var unused = broken.thenAccept(action);
    }

    /** Process ids of the workers that are alive. */
    public synchronized List<Long> pids() {
        return running.values().stream()
                .filter(JavaProcess::isAlive)
                .map(JavaProcess::pid)
                .toList();
    }

    /** Stops all workers, in order where they manage in time. */
    @Override
    public void close() {
        List<JavaProcess> processes;
        synchronized (this) {
            closed = true;
            processes = new ArrayList<>(running.values());
        }
        List<Thread> stops = processes.stream()
                .map(process -> new Thread(() -> process.stop(GRACE), "stop"))
                .toList();
        stops.forEach(Thread::start);
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                stops.forEach(Thread::interrupt); // each kills its worker then
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void launch(int worker) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(settings.stateOf(worker).toString()));
        arguments.addAll(settings.arguments(worker));
        JavaProcess process = JavaProcess.start(new JavaCommand(
                FleetSettings.name(worker),
                WorkerMain.class,
                List.of("-Dmaskstream.home=" + System.getProperty("maskstream.home", "")),
                arguments,
                settings.logOf(worker)));
        running.put(worker, process);
        process.onExit(() -> ended(worker, process));
    }

    private synchronized void ended(int worker, JavaProcess process) {
        if (closed) {
            return;
        }
        String trouble = restart(worker);
        if (trouble != null) {
            broken.complete(process.obituary() + trouble);
        }
    }

    /** Null where the worker was started again. */
    private @Nullable String restart(int worker) {
        if (!ready || restarts == RESTARTS) {
            return "";
        }
        restarts++;
        notes.accept("%s ended; starting it again (its log: %s)"
                .formatted(FleetSettings.name(worker), settings.logOf(worker)));
        try {
            launch(worker);
            return null;
        } catch (IOException e) {
            return "It cannot be started again: " + e.getMessage();
        }
    }
}
