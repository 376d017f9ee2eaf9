package io.maskstream.worker.cli.wiring;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.cli.common.CommandFailure;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.mask.store.MaskStore;
import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.mask.store.MaskStoreException;
import io.maskstream.worker.mask.store.MaskStores;
import io.maskstream.worker.pipeline.ImagePipeline;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.telemetry.HttpEndpoint;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.ProcessingConfig;
import io.maskstream.worker.topology.SegmentationTopology;
import io.maskstream.worker.topology.emission.WorkerIdentity;
import io.maskstream.worker.topology.runtime.Resumption;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A worker, wired. It owns all its rooms, and closes them in the order against which they were opened. */
public final class RunningWorker implements AutoCloseable {
    /** All partitions of a thread together; far below the time that a transaction or a poll may take. */
    private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(1);

    /** Kafka Streams has 20 s of it; the rest is for what is closed after that. */
    private static final Duration LONGEST_CLOSE_AFTER_DRAIN = Duration.ofSeconds(25);

    private static final Logger log = LoggerFactory.getLogger(RunningWorker.class);
    private static final String MODEL = "model";
    private static final String KAFKA = "kafka";

    private final Health health = new Health(List.of(MODEL, KAFKA, StreamsRuntime.PART));
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final SegmentationModel model;
    private final HttpEndpoint endpoint;
    private final ImagePipeline pipeline;
    private final StreamsRuntime streams;
    private final WindowGroup windows;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile int exitCode = CommandLine.ExitCode.SOFTWARE;

    private RunningWorker(WorkerConfig config, boolean withKafka) throws CommandFailure, InterruptedException {
        boolean started = false;
        try {
            var store = maskStore(config);
            var guard = own(InstanceGuard.hold(config.kafka()), InstanceGuard::close);
            var preparation = withKafka ? Preparation.begin(config, guard) : Preparation.withoutKafka(config);
            var meters = own(new Meters(), Meters::close);
            meters.ready(() -> health.ready().ok());
            endpoint = own(HttpEndpoint.open(config.http(), health, meters), HttpEndpoint::close);
            model = own(
                    SegmentationModel.open(
                            config.model(), config.inference(), new BatchMeters(meters, this::loseDevice)),
                    SegmentationModel::close);
            describeModel(meters);
            var topics = preparation.topics();
            health.report(KAFKA, Health.Status.UP, config.kafka().bootstrapServers());
            pipeline = pipeline(config, store, preparation.decoder(), meters);
            windows = new WindowGroup(pipeline::hasEnough);
            meters.gauge(
                    "maskstream.in.flight", "Images that were taken up and have no outcome yet", windows::inFlight);
            streams = own(streams(config, topics.largestPendingBytes(), pipeline, meters), StreamsRuntime::close);
            own(config.drain(), this::drain);
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

    /** A folder that cannot be written is told at once; a bucket may have trouble that passes. */
    private @Nullable MaskStore maskStore(WorkerConfig config) throws MaskStoreException {
        var opened = MaskStores.open(config.maskStore(), config.s3());
        if (opened == null) {
            return null;
        }
        var store = own(opened, MaskStore::close);
        if (config.maskStore().place() instanceof MaskStoreConfig.Folder) {
            log.info(
                    "masks over {} bytes go to {}",
                    config.mask().inlineLimitBytes(),
                    store.look().what());
        }
        return store;
    }

    private void describeModel(Meters meters) {
        var description = model.description();
        meters.model(new ModelInfo(description.name(), description.version(), description.sha256()));
        meters.device(model.device().name());
        health.report(
                MODEL,
                Health.Status.UP,
                model.device()
                        .fallback()
                        .map(why -> "%s on %s. %s"
                                .formatted(modelName(), model.device().name(), why))
                        .orElseGet(() -> modelName() + " on " + model.device().name()));
    }

    private ImagePipeline pipeline(
            WorkerConfig config, @Nullable MaskStore store, ImageDecoder decoder, Meters meters) {
        var sources = own(ImageSources.open(config.source(), config.s3()), ImageSources::close);
        var pipeline = own(
                new ImagePipeline(
                        sources,
                        decoder,
                        model,
                        config.mask(),
                        store,
                        config.stages(),
                        Clock.systemUTC(),
                        this::breakDown),
                ImagePipeline::close);
        String waits = "Images that wait for a thread of this stage";
        meters.gauge("maskstream.waiting.fetch", waits, () -> pipeline.waiting().fetch());
        meters.gauge(
                "maskstream.waiting.decode", waits, () -> pipeline.waiting().decode());
        meters.gauge(
                "maskstream.waiting.encode", waits, () -> pipeline.waiting().encode());
        meters.gauge("maskstream.waiting.store", waits, () -> pipeline.waiting().store());
        meters.gauge("maskstream.memory.bytes", "Memory of images in flight", pipeline::memoryBytes);
        return pipeline;
    }

    private StreamsRuntime streams(WorkerConfig config, int largestPending, Segmenter segmenter, Meters meters) {
        var kafka = config.kafka();
        boolean exactlyOnce = kafka.guarantee() == ProcessingGuarantee.EXACTLY_ONCE;
        var topology = new SegmentationTopology(
                config.topics().topics(),
                new ProcessingConfig(
                        config.window(),
                        exactlyOnce,
                        kafka.commitInterval(),
                        LONGEST_WAIT_FOR_ROOM,
                        kafka.maxEventBytes(),
                        largestPending),
                segmenter,
                new WorkerIdentity(kafka.instanceId(), model.device().name(), modelName()),
                meters,
                windows,
                Clock.systemUTC(),
                System::nanoTime,
                partition -> Resumption.ask(
                        kafka, new TopicPartition(config.topics().topics().images(), partition)));
        return new StreamsRuntime(
                topology.build(),
                kafka,
                config.topics().replication(),
                largestPending,
                health,
                meters,
                sentence -> end(StreamsRuntime.PART, sentence));
    }

    /** Another process does what is left: nobody is answered here any more. */
    private void loseDevice(String sentence) {
        exitCode = CommandFailure.DEVICE_LOST;
        end(MODEL, sentence);
    }

    private void breakDown(Throwable cause) {
        end(StreamsRuntime.PART, "the worker cannot go on (%s); its images are left to the next".formatted(cause));
    }

    private void end(String part, String sentence) {
        failure.compareAndSet(null, sentence);
        health.report(part, Health.Status.DOWN, sentence);
        ended.countDown();
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

    private String modelName() {
        return model.description().name() + ":" + model.description().version();
    }

    private <T> T own(T room, Consumer<T> close) {
        closing.push(() -> close.accept(room));
        return room;
    }

    /** What it serves, and where: a line for a person. */
    public String summary() {
        return "model %s on %s, %s".formatted(modelName(), model.device().name(), endpoint.uri());
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
        ended.await();
    }

    /** Why it failed, in a sentence. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** What the process is to end with where it failed. */
    public int exitCode() {
        return exitCode;
    }

    /** Ends in order: the images at hand, the commit, the group, the model, the endpoint. Bounded; may be called again. */
    @Override
    public void close() {
        ended.countDown();
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
