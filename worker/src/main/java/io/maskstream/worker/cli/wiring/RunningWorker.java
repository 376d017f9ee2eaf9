package io.maskstream.worker.cli.wiring;

import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.mask.store.MaskStoreException;
import io.maskstream.worker.pipeline.ImagePipeline;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.telemetry.HttpEndpoint;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.PendingChangelog;
import io.maskstream.worker.topology.ProcessingConfig;
import io.maskstream.worker.topology.SegmentationTopology;
import io.maskstream.worker.topology.emission.WorkerIdentity;
import io.maskstream.worker.topology.runtime.Resumptions;
import io.maskstream.worker.topology.runtime.StreamsRuntime;
import io.maskstream.worker.topology.runtime.group.GroupException;
import io.maskstream.worker.topology.runtime.group.InstanceGuard;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import io.maskstream.worker.window.WindowGroup;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker, wired. It owns all its rooms, and closes them in the order against which they were opened. */
public final class RunningWorker implements AutoCloseable {
    /** All partitions of a thread together; far below the time that a transaction or a poll may take. */
    private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(1);

    /** Kafka Streams has 20 s of it; the rest is for what is closed after that. */
    private static final Duration LONGEST_CLOSE_AFTER_DRAIN = Duration.ofSeconds(25);

    private static final Logger log = LoggerFactory.getLogger(RunningWorker.class);
    private static final String KAFKA = "kafka";

    private final Health health = new Health(List.of(ServedModel.PART, KAFKA, StreamsRuntime.PART));
    private final WorkerEnd end = new WorkerEnd(health);
    private final OpenRooms rooms = new OpenRooms();
    private final ServedModel model;
    private final HttpEndpoint endpoint;
    private final ImagePipeline pipeline;
    private final StreamsRuntime streams;
    private final WindowGroup windows;

    private RunningWorker(WorkerConfig config, boolean withKafka) throws CommandFailure, InterruptedException {
        boolean started = false;
        try {
            var way = ImageWay.open(config, rooms);
            var guard = rooms.own(InstanceGuard.hold(config.kafka()), InstanceGuard::close);
            var preparation = withKafka ? Preparation.begin(config, guard) : Preparation.withoutKafka(config);
            var meters = rooms.own(new Meters(), Meters::close);
            meters.ready(() -> health.ready().ok());
            endpoint = rooms.own(HttpEndpoint.open(config.http(), health, meters), HttpEndpoint::close);
            model = new ServedModel(rooms.own(
                    SegmentationModel.open(
                            config.model(), config.inference(), new BatchMeters(meters, end::loseDevice)),
                    SegmentationModel::close));
            model.describe(meters, health);
            var changelog = preparation.changelog();
            health.report(KAFKA, Health.Status.UP, config.kafka().bootstrapServers());
            pipeline = way.through(preparation.decoder(), model.model(), meters, end::breakDown);
            windows = new WindowGroup(pipeline::hasEnough);
            meters.gauge(
                    "maskstream.in.flight", "Images that were taken up and have no outcome yet", windows::inFlight);
            streams = rooms.own(streams(config, changelog, meters), StreamsRuntime::close);
            rooms.own(config.drain(), this::drain);
            streams.start();
            started = true;
        } catch (MaskStoreException refused) {
            throw new CommandFailure(refused.sentence(), refused);
        } catch (IOException | ModelContractException | DeviceException | TopicsException | GroupException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } catch (KafkaException refused) {
            throw CommandFailure.of(
                    refused,
                    config.kafka().bootstrapServers(),
                    "Kafka Streams cannot be started: " + refused.getMessage());
        } catch (LinkageError libraries) {
            throw new CommandFailure(
                    "the native libraries do not load (%s); give Java a temporary folder that this user may write to and execute from, with room for them (-Djava.io.tmpdir=DIR), and see what ./maskstream doctor says of device and disk"
                            .formatted(rootOf(libraries)),
                    libraries);
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /**
     * Starts a worker; it serves HTTP from the first moment, and images when it is {@link #awaitReady ready}.
     *
     * @throws CommandFailure where the model, Kafka or the HTTP port do not let it
     */
    public static RunningWorker start(WorkerConfig config) throws CommandFailure, InterruptedException {
        return new RunningWorker(config, true);
    }

    /**
     * Starts a worker that has no Kafka, for what a start loads: Kafka Streams looks for brokers where there are none.
     *
     * @throws CommandFailure where the model does not let it
     */
    public static RunningWorker withoutKafka(WorkerConfig config) throws CommandFailure, InterruptedException {
        return new RunningWorker(config, false);
    }

    /** What makes masks of images, warm. */
    public Segmenter segmenter() {
        return pipeline;
    }

    private StreamsRuntime streams(WorkerConfig config, PendingChangelog changelog, Meters meters) {
        var kafka = config.kafka();
        boolean exactlyOnce = kafka.guarantee() == ProcessingGuarantee.EXACTLY_ONCE;
        var resumptions = new Resumptions(kafka);
        var topology = new SegmentationTopology(
                config.topics().topics(),
                new ProcessingConfig(
                        config.window(),
                        exactlyOnce,
                        kafka.commitInterval(),
                        LONGEST_WAIT_FOR_ROOM,
                        kafka.maxEventBytes(),
                        changelog),
                pipeline,
                new WorkerIdentity(kafka.instanceId(), model.device(), model.name()),
                meters,
                windows,
                Clock.systemUTC(),
                System::nanoTime,
                partition -> resumptions.ask(
                        new TopicPartition(config.topics().topics().images(), partition)));
        return new StreamsRuntime(
                topology.build(),
                kafka,
                config.topics().replication(),
                changelog.largestBytes(),
                health,
                meters,
                () -> Preparation.matchTopics(config),
                end::loseStreams);
    }

    private void drain(Duration longest) {
        if (failure().isPresent()) {
            return;
        }
        try {
            int left = windows.drain(longest);
            if (left > 0) {
                log.info(
                        "{} images were not finished within {} s and are left to whoever takes over",
                        left,
                        longest.toSeconds());
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it serves, and where: a line for a person. */
    public String summary() {
        return "model %s on %s, %s".formatted(model.name(), model.device(), endpoint.uri());
    }

    /** How long {@link #close} of such a worker may take, images at hand included. */
    public static Duration longestClose(WorkerConfig config) {
        return config.drain().plus(LONGEST_CLOSE_AFTER_DRAIN);
    }

    /** Where its HTTP endpoint is. */
    public URI uri() {
        return endpoint.uri();
    }

    /** How it is. */
    public Health health() {
        return health;
    }

    /** @return whether images are worked on within the time */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return streams.awaitRunning(patience);
    }

    /** Waits until it has failed, or was closed. */
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Why it failed, in a sentence. */
    public Optional<String> failure() {
        return end.failure();
    }

    /** What the process is to end with where it failed. */
    public int exitCode() {
        return end.exitCode();
    }

    /** Ends in order: the images at hand, the commit, the group, the model, the endpoint. Bounded; may be called again. */
    @Override
    public void close() {
        end.close();
        rooms.close();
    }
}
