package io.maskstream.chaos.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.chaos.cluster.DockerNetwork;
import io.maskstream.chaos.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Workers by name. Used by one thread. */
public final class Workers implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    /** A container is given as much. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** While Kafka is away for seconds. */
    private static final int MOST_STARTS = 5;

    /** What a worker says that ends because somebody has set its clock. */
    private static final String CLOCK = "the clock of this machine was set back";

    private final WorkerSettings settings;
    private final Launcher launcher;
    private final Map<String, ChildProcess> running = new TreeMap<>();
    private final Map<String, ChildProcess> latest = new TreeMap<>();
    private final Map<String, Map<String, String>> environments = new HashMap<>();
    private final Map<String, Integer> readyBefore = new HashMap<>();
    private final Map<String, Integer> startedAgain = new HashMap<>();

    private Workers(WorkerSettings settings, Launcher launcher) {
        this.settings = settings;
        this.launcher = launcher;
    }

    /** In processes of this machine. */
    public static Workers asProcesses(WorkerSettings settings) {
        return new Workers(settings, new ProcessLauncher());
    }

    /**
     * In containers.
     *
     * @param options more of {@code docker run}, such as {@code --tmpfs}
     */
    public static Workers asContainers(WorkerSettings settings, DockerNetwork network, List<String> options) {
        return new Workers(settings, new ContainerLauncher(network, options));
    }

    /** Does not wait for it. */
    public void start(String name) {
        start(name, environments.getOrDefault(name, Map.of()));
    }

    /** @param environment beside this process's own, also when it is started again */
    public void start(String name, Map<String, String> environment) {
        environments.put(name, environment);
        var process = launcher.start(name, settings, environment);
        running.put(name, process);
        latest.put(name, process);
    }

    /** Those that have joined the group since their start. */
    public List<String> ready() {
        return running.keySet().stream().filter(this::isReady).toList();
    }

    public boolean isReady(String name) {
        var process = process(name);
        return process.isAlive() && timesReady(process) > readyBefore.getOrDefault(name, 0);
    }

    public void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (ready().size() < running.size()) {
            assertAlive();
            assertThat(System.nanoTime())
                    .as("not ready in time: %s", running.keySet())
                    .isLessThan(end);
            Thread.sleep(100);
        }
    }

    /**
     * None has ended but those that were killed or stopped. One that found no Kafka when it started, or whose clock was set back, ends with a sentence, and
     * is started again, as whatever looks after workers would.
     */
    public void assertAlive() {
        for (String name : List.copyOf(running.keySet())) {
            var process = process(name);
            if (process.isAlive()) {
                continue;
            }
            boolean wasReady = timesReady(process) > readyBefore.getOrDefault(name, 0);
            boolean clock = process.obituary().contains(CLOCK);
            int again = startedAgain.merge(name, 1, Integer::sum);
            assertThat((!wasReady || clock) && process.exitCode() == 1 && again <= MOST_STARTS)
                    .as(process::obituary)
                    .isTrue();
            System.out.printf(
                    "%s %s, and is started again%n",
                    name, clock ? "found its clock set back" : "found no Kafka at its start");
            remember(name);
            start(name);
        }
    }

    /** As kill -9 does. */
    public void kill(String name) throws InterruptedException {
        var process = process(name);
        assertThat(process.isAlive()).as(process::obituary).isTrue();
        process.kill();
        remember(name);
    }

    /** As kill does. It has to end in order, within the time that a container is given. */
    public void stop(String name) throws InterruptedException {
        var process = process(name);
        process.terminate();
        assertThat(process.awaitEnd(GRACE)).as(process::obituary).isTrue();
        assertThat(process.exitCode()).as(process::obituary).isZero();
        remember(name);
    }

    /** All of them, in order. */
    public void stopAll() throws InterruptedException {
        assertAlive();
        running.values().forEach(ChildProcess::terminate);
        for (String name : List.copyOf(running.keySet())) {
            stop(name);
        }
    }

    /** How each is, and what it said last. */
    public List<String> lastWords() {
        return latest.values().stream().map(ChildProcess::obituary).toList();
    }

    /** Where the stream threads of each are. */
    public List<String> streamThreads() throws InterruptedException {
        var stacks = new ArrayList<String>();
        for (var worker : running.entrySet()) {
            for (String stack : worker.getValue().stacks("StreamThread")) {
                stacks.add(worker.getKey() + " " + stack);
            }
        }
        return stacks;
    }

    private void remember(String name) {
        var process = requireNonNull(running.remove(name), name);
        readyBefore.put(name, timesReady(process));
    }

    private static int timesReady(ChildProcess process) {
        return process.said().split("is ready: ", -1).length - 1;
    }

    private ChildProcess process(String name) {
        return requireNonNull(running.get(name), name);
    }

    /** Whatever is left is killed. */
    @Override
    public void close() throws InterruptedException {
        for (var process : running.values()) {
            process.kill();
        }
        launcher.close();
    }
}
