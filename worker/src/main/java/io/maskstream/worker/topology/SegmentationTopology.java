package io.maskstream.worker.topology;

import io.maskstream.worker.pipeline.Segmenter;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.emission.Emission;
import io.maskstream.worker.topology.emission.Emissions;
import io.maskstream.worker.topology.emission.WorkerIdentity;
import io.maskstream.worker.topology.records.ImageRecords;
import io.maskstream.worker.window.WindowGroup;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;

/** Builds the topology. */
public final class SegmentationTopology {
    /** The store of the images that were taken up and have no outcome yet. */
    static final String PENDING = "pending";
    /** The store that hears of commits. */
    static final String COMMITS = "commits";

    private final Topics topics;
    private final ProcessingConfig config;
    private final Segmenter segmenter;
    private final ImageRecords records;
    private final Emissions emissions;
    private final WindowGroup windows;
    private final ThreadLocal<CommitPace> paces;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final IntFunction<CompletableFuture<Long>> resumptions;

    /**
     * Wires the topology; nothing runs yet.
     *
     * @param windows told how much is in flight
     * @param clock wall clock, for the wait on the topic and times that outlive a process
     * @param nanoTime monotonic nanoseconds, for the stages in the worker and what waits in it
     * @param resumptions at which offset a partition of the images topic is read on; never completed exceptionally
     */
    public SegmentationTopology(
            Topics topics,
            ProcessingConfig config,
            Segmenter segmenter,
            WorkerIdentity identity,
            Meters meters,
            WindowGroup windows,
            Clock clock,
            LongSupplier nanoTime,
            IntFunction<CompletableFuture<Long>> resumptions) {
        this.topics = topics;
        this.config = config;
        this.segmenter = segmenter;
        this.records = new ImageRecords(clock);
        this.emissions = new Emissions(identity, meters, config.maxEventBytes(), clock);
        this.windows = windows;
        this.paces = ThreadLocal.withInitial(() -> new CommitPace(
                config.exactlyOnce(), config.window().capacity(), config.commitInterval(), System::nanoTime));
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.resumptions = resumptions;
    }

    /**
     * <pre>
     *               pending
     *                  │
     * images ──▶ segment ──┬──▶ masks
     *                      ├──▶ latency
     *                      └──▶ failures
     * </pre>
     */
    public Topology build() {
        var builder = new StreamsBuilder();
        builder.addStateStore(PendingImages.store(PENDING, config.changelog()));
        builder.addStateStore(CommitSignal.named(COMMITS));
        builder.stream(topics.images(), images())
                .process(this::processor, Named.as("segment"), PENDING, COMMITS)
                .split(Named.as("outcome-"))
                .branch((id, event) -> event.isMask(), to(topics.masks(), "masks"))
                .branch((id, event) -> event.isLatency(), to(topics.latency(), "latency"))
                .defaultBranch(to(topics.failures(), "failures"));
        return builder.build();
    }

    private Processor<byte[], byte[], byte[], Emission> processor() {
        return new SegmentProcessor(config, this::work, resumptions, emissions, windows, paces::get, clock, nanoTime);
    }

    private SegmentationWork work(int partition) {
        return new SegmentationWork(topics.images(), partition, records, segmenter, emissions, clock, nanoTime);
    }

    /** As bytes: a key or value that cannot be read is an invalid event, not the end of a thread. */
    private Consumed<byte[], byte[]> images() {
        return Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withTimestampExtractor(
                        (record, partitionTime) -> record.timestamp() < 0 ? clock.millis() : record.timestamp())
                .withName("images");
    }

    private static Branched<byte[], Emission> to(String topic, String name) {
        return Branched.withConsumer(
                events -> events.to(
                        topic, Produced.with(Serdes.ByteArray(), written()).withName(name)),
                name);
    }

    private static Serde<Emission> written() {
        return Serdes.serdeFrom((topic, event) -> event.json(), (topic, bytes) -> {
            throw new IllegalStateException("events are written to " + topic + ", never read from it");
        });
    }
}
