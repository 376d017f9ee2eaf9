package io.maskstream.chaos.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.chaos.cluster.Cluster;
import io.maskstream.chaos.cluster.DockerNetwork;
import io.maskstream.chaos.worker.WorkerSettings;
import io.maskstream.chaos.worker.Workers;
import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.verify.event.Plan;
import io.maskstream.verify.proof.Guarantee;
import io.maskstream.verify.proof.Ledger;
import io.maskstream.verify.proof.Proof;
import io.maskstream.verify.wire.Pace;
import io.maskstream.verify.wire.Run;
import io.maskstream.verify.wire.TopicReader;
import io.maskstream.verify.wire.Verification;
import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.testing.TestModels;
import io.maskstream.worker.topology.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workers on topics of their own, events that run through, and the verifier, which reads all the while. Used by one thread. */
public final class Trial implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Workers workers;
    private final Pauses pauses = new Pauses();
    private final List<FailureEvent> failures = new CopyOnWriteArrayList<>();
    private final ClientConfig client;
    private final Guarantee guarantee;
    private final Ledger ledger;
    private final Plan plan;
    private @Nullable Run sending;
    private @Nullable CompletableFuture<Duration> reading;
    private @Nullable Thread reader;
    private List<String> circumstances = List.of();

    /**
     * Starts nothing yet.
     *
     * @param plan its run is the name of topics and group, too
     * @param settings more flags of the workers
     */
    public Trial(Cluster cluster, Path folder, Plan plan, Guarantee guarantee, String protocol, String... settings) {
        this(
                cluster,
                plan,
                guarantee,
                Workers.asProcesses(settings(cluster.bootstrapServers(), folder, plan, guarantee, protocol, settings)));
    }

    private Trial(Cluster cluster, Plan plan, Guarantee guarantee, Workers workers) {
        this.plan = plan;
        this.guarantee = guarantee;
        this.workers = workers;
        ledger = new Ledger(plan.run());
        client = new ClientConfig(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new Topics(plan.run()),
                Duration.ofSeconds(15));
    }

    /**
     * The same with workers in containers, which find the broker on the network.
     *
     * @param options more of {@code docker run}
     * @param settings more flags of the workers
     */
    public static Trial inContainers(
            Cluster cluster,
            DockerNetwork network,
            List<String> options,
            Path folder,
            Plan plan,
            Guarantee guarantee,
            String protocol,
            String... settings) {
        var all = settings(cluster.insideServers(), folder, plan, guarantee, protocol, settings);
        return new Trial(cluster, plan, guarantee, Workers.asContainers(all, network, options));
    }

    private static WorkerSettings settings(
            String servers, Path folder, Plan plan, Guarantee guarantee, String protocol, String... more) {
        var model = TestModels.colours(64, 64).writeTo(folder);
        return new WorkerSettings(servers, plan.run(), guarantee, protocol, model, folder, List.of(more));
    }

    /** Starts the workers, and sends when they are ready. */
    public void begin(Pace pace, String... names) throws Exception {
        for (String name : names) {
            workers.start(name);
        }
        workers.awaitReady();
        begin(pace);
    }

    /** Sends; the workers have to have been there before. */
    public void begin(Pace pace) throws Exception {
        var topics = TopicReader.open(client, TopicReader.From.BEGINNING, ledger, this::outcome);
        var run = Run.start(client, plan, pace);
        sending = run;
        var silence = new CompletableFuture<Duration>();
        reading = silence;
        reader = new Thread(
                () -> {
                    try (topics) {
                        var verification = new Verification(topics, ledger, PATIENCE);
                        verification.run(run::isOver, () -> {});
                        silence.complete(verification.longestSilence());
                    } catch (InterruptedException | RuntimeException failed) {
                        silence.completeExceptionally(failed);
                    }
                },
                "trial-read");
        reader.start();
    }

    private void outcome(int partition, Outcome outcome) {
        pauses.outcome(partition, outcome);
        if (outcome instanceof FailureEvent failure) {
            failures.add(failure);
        }
    }

    public Workers workers() {
        return workers;
    }

    public Pauses pauses() {
        return pauses;
    }

    /** All that were read until now. */
    public List<FailureEvent> failures() {
        return List.copyOf(failures);
    }

    public long answered() {
        return ledger.answered();
    }

    /** Waits for so many events with an outcome, as long as some come, while no worker may end by itself. */
    public void awaitAnswered(long events) throws Exception {
        long last = answered();
        long lastChange = System.nanoTime();
        while (answered() < events) {
            workers.assertAlive();
            if (System.nanoTime() - lastChange > PATIENCE.toNanos()) {
                lookAround();
                throw new AssertionError("%d of %d events have an outcome, and none more comes%n%s"
                        .formatted(last, events, String.join("\n", circumstances)));
            }
            Thread.sleep(10);
            if (answered() != last) {
                last = answered();
                lastChange = System.nanoTime();
            }
        }
        workers.assertAlive();
    }

    /** Reads to the end, with the workers that are there, and stops them in order. */
    public Proof end() throws Exception {
        var done = requireNonNull(reading);
        while (!done.isDone()) {
            workers.assertAlive();
            Thread.sleep(100);
        }
        done.get();
        if (ledger.answered() < ledger.sent()) {
            lookAround();
        }
        var run = requireNonNull(sending);
        assertThat(run.trouble()).isEmpty();
        workers.stopAll();
        var proof = ledger.proof(guarantee, run.accepted());
        assertThat(proof.sent()).isEqualTo(plan.events());
        return proof;
    }

    /** The same, and the guarantee was kept. */
    public Proof prove() throws Exception {
        return requireKept(end());
    }

    /** Says of a broken guarantee also how Kafka was and what the workers said: their logs go with the test. */
    public Proof requireKept(Proof proof) {
        assertThat(proof.violations())
                .as(() -> Stream.of(proof.lines(), circumstances, workers.lastWords())
                        .flatMap(List::stream)
                        .collect(Collectors.joining("\n")))
                .isEmpty();
        return proof;
    }

    private void lookAround() throws InterruptedException {
        circumstances = Stream.of(Circumstances.of(client.bootstrapServers(), plan.run()), workers.streamThreads())
                .flatMap(List::stream)
                .toList();
    }

    /** The longest time without an outcome while events waited, once all was read. */
    public Duration longestSilence() throws Exception {
        return requireNonNull(reading).get(1, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        if (sending != null) {
            sending.close();
        }
        if (reader != null) {
            reader.interrupt();
            reader.join(Duration.ofSeconds(20).toMillis());
        }
        workers.close();
    }
}
