package io.maskstream.worker.topology.runtime;

import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.runtime.group.AbandonedTransactions;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.settings.StreamsSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;

/** Kafka Streams' life in a worker: started once, closed once, and how it is goes to health and meters. */
public final class StreamsRuntime implements AutoCloseable {
    /** Its part in {@link Health}. */
    public static final String PART = "streams";

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);

    private static final Duration LOOK_AT_CLOCK_EVERY = Duration.ofSeconds(1);

    private final KafkaStreams streams;
    private final Admin admin;
    private final Backlog backlog;
    private final TransactionWatch transactions;
    private final ClockWatch clock = new ClockWatch(Clock.systemUTC(), System::nanoTime);
    private final Thread clockWatch = new Thread(this::watchClock, "clock-watch");
    private final Health health;
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Consumer<String> failed;

    /**
     * Prepares Kafka Streams; nothing is read yet.
     *
     * @param internalReplication copies of the topics that Kafka Streams makes for itself; -1 for the broker's default
     * @param largestPending most bytes of a record on them
     * @param growth gives the changelog as many partitions as the images topic has
     * @param failed told once, on any thread and in a sentence, that it has ended or will not go on
     */
    public StreamsRuntime(
            Topology topology,
            KafkaConfig config,
            int internalReplication,
            int largestPending,
            Health health,
            Meters meters,
            Growth growth,
            Consumer<String> failed) {
        this.health = health;
        this.failed = failed;
        clockWatch.setDaemon(true);
        streams = new KafkaStreams(
                topology,
                StreamsSettings.of(config, internalReplication, largestPending, meters),
                new StableTransactions(config),
                new SteadyTime(Clock.systemUTC(), System::nanoTime));
        admin = Admin.create(ClientSettings.of(config.properties(), "admin.", AdminClientConfig.configNames()));
        backlog = new Backlog(admin, config.applicationId(), this::ownPartitions);
        transactions = new TransactionWatch(new AbandonedTransactions(admin, config));
        streams.setUncaughtExceptionHandler(
                new ThreadFailures(System::nanoTime, config.instanceId(), growth, this::fail));
        streams.setStateListener((next, before) -> observe(next));
        meters.streamsState(Arrays.stream(State.values()).map(State::name).toList(), () -> streams.state()
                .name());
        meters.gauge(
                "maskstream.lag.records", "Records that this worker is behind, the worst partition", backlog::records);
    }

    /** Joins the group and works until closed. */
    public void start() {
        streams.start();
        clockWatch.start();
        backlog.start();
        transactions.start();
    }

    private void watchClock() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AT_CLOCK_EVERY.toMillis());
                lookAtClock();
            }
        } catch (InterruptedException closing) {
            // nobody is left to be told
        }
    }

    private void lookAtClock() {
        var back = clock.setBack();
        if (!back.isZero()) {
            fail(
                    "the clock of this machine was set back by %d s, for which Kafka's clients would now wait: start the worker again"
                            .formatted(back.toSeconds()));
        }
    }

    /** @return whether it was running within the time; false also where it has ended */
    public boolean awaitRunning(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end && ended.getCount() > 0) {
            if (running.await(200, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return running.getCount() == 0;
    }

    private void fail(String sentence) {
        if (failing.compareAndSet(false, true)) {
            failed.accept(sentence);
        }
    }

    private Set<TopicPartition> ownPartitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    private void observe(State state) {
        switch (state) {
            case RUNNING -> {
                health.report(PART, Health.Status.UP, "running");
                running.countDown();
            }
            case PENDING_ERROR, ERROR -> {
                fail("Kafka Streams ended in an error");
                ended.countDown();
            }
            case NOT_RUNNING -> {
                health.report(PART, Health.Status.STARTING, "closed");
                ended.countDown();
            }
            case REBALANCING -> {
                health.report(PART, Health.Status.STARTING, state.name().toLowerCase(Locale.ROOT));
                transactions.look();
            }
            default -> health.report(PART, Health.Status.STARTING, state.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Ends the work at hand, commits, and leaves the group, so that others take over at once; bounded by 20 s. */
    @Override
    public void close() {
        clockWatch.interrupt();
        backlog.close();
        transactions.close();
        admin.close(Duration.ZERO);
        streams.close(
                CloseOptions.timeout(LONGEST_CLOSE).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        ended.countDown();
    }
}
