package io.maskstream.worker.cli;

import io.maskstream.imaging.ImageDecoder;
import io.maskstream.schemas.event.ModelInfo;
import io.maskstream.worker.config.WorkerConfig;
import io.maskstream.worker.inference.InferenceObserver;
import io.maskstream.worker.inference.SegmentationModel;
import io.maskstream.worker.inference.device.DeviceException;
import io.maskstream.worker.inference.model.ModelContractException;
import io.maskstream.worker.pipeline.ImagePipeline;
import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.source.ImageSources;
import io.maskstream.worker.telemetry.Health;
import io.maskstream.worker.telemetry.HttpEndpoint;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.RememberedOutcomes;
import io.maskstream.worker.topology.SegmentationTopology;
import io.maskstream.worker.topology.WorkerIdentity;
import io.maskstream.worker.topology.runtime.ProcessingGuarantee;
import io.maskstream.worker.topology.runtime.StreamsRuntime;
import io.maskstream.worker.topology.runtime.TopicSetup;
import io.maskstream.worker.topology.runtime.TopicsException;
import io.maskstream.worker.topology.runtime.group.GroupException;
import io.maskstream.worker.topology.runtime.group.InstanceGuard;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A worker, wired. It owns all its rooms, and closes them in the order against which they were opened. */
public final class RunningWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String MODEL = "model";
    private static final String KAFKA = "kafka";

    private final Health health = new Health(List.of(MODEL, KAFKA, StreamsRuntime.PART));
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final SegmentationModel model;
    private final HttpEndpoint endpoint;
    private final StreamsRuntime streams;

    private RunningWorker(WorkerConfig config) throws CommandFailure, InterruptedException {
        boolean started = false;
        try {
            var guard = own(InstanceGuard.hold(config.kafka()), InstanceGuard::close);
            var meters = own(new Meters(), Meters::close);
            meters.ready(() -> health.ready().ok());
            endpoint = own(HttpEndpoint.open(config.http(), health, meters), HttpEndpoint::close);
            model = own(
                    SegmentationModel.open(config.model(), config.inference(), InferenceObserver.NONE),
                    SegmentationModel::close);
            var description = model.description();
            meters.model(new ModelInfo(description.name(), description.version(), description.sha256()));
            health.report(MODEL, Health.Status.UP, modelName());
            var found = new TopicSetup(config.kafka().properties(), PATIENCE).ensure(config.topics());
            found.requireRoom(config.kafka());
            guard.awaitVacant(PATIENCE);
            health.report(KAFKA, Health.Status.UP, config.kafka().bootstrapServers());
            streams = own(streams(config, segmenter(config), meters), StreamsRuntime::close);
            streams.start();
            started = true;
        } catch (IOException | ModelContractException | DeviceException | TopicsException | GroupException refused) {
            throw new CommandFailure(String.valueOf(refused.getMessage()), refused);
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /**
     * Starts a worker; it serves HTTP from the first moment, and images when it is {@link #awaitReady ready}.
     *
     * @throws CommandFailure where the model, Kafka or the HTTP port do not let it
     */
    public static RunningWorker start(WorkerConfig config) throws CommandFailure, InterruptedException {
        return new RunningWorker(config);
    }

    private Segmenter segmenter(WorkerConfig config) {
        var sources = own(ImageSources.open(config.source()), ImageSources::close);
        var decoder = new ImageDecoder(config.maxPixels());
        decoder.warmUp();
        var pipeline =
                own(new ImagePipeline(sources, decoder, model, config.mask(), Clock.systemUTC()), ImagePipeline::close);
        return config.kafka().guarantee() == ProcessingGuarantee.EXACTLY_ONCE
                ? RememberedOutcomes.wrap(pipeline, System::nanoTime)
                : pipeline;
    }

    private StreamsRuntime streams(WorkerConfig config, Segmenter segmenter, Meters meters) {
        var topology = new SegmentationTopology(
                config.topics().topics(),
                segmenter,
                new WorkerIdentity(config.kafka().instanceId(), model.device().name(), modelName()),
                meters,
                config.kafka().maxEventBytes(),
                Clock.systemUTC(),
                System::nanoTime);
        return new StreamsRuntime(
                topology.build(), config.kafka(), config.topics().replication(), health, meters);
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
        streams.awaitEnd();
    }

    /** Why it failed, in a sentence. */
    public Optional<String> failure() {
        return streams.failure();
    }

    /** Ends in order: the images at hand, the commit, the group, the model, the endpoint. Bounded; may be called again. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
