package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.json.EventSerde;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.emission.WorkerIdentity;
import io.maskstream.worker.window.Order;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.WindowGroup;
import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.pending.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology on Kafka's test driver, which commits after each record, with a fake segmenter and clocks that stand still. */
final class TopologyUnderTest implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final int MAX_EVENT_BYTES = 4_000;

    static final Duration RETRY_DELAY = Duration.ofMillis(500);

    final ManualTime time = new ManualTime(NOW);
    final FakeSegmenter segmenter = new FakeSegmenter(time);
    final WindowGroup windows = new WindowGroup();
    /** Where the partition is read on after a restart; nobody has said so yet. */
    final CompletableFuture<Long> resumption = new CompletableFuture<>();

    final Meters meters = new Meters();
    private final Topics topics = new Topics("test");
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> images;
    private final TestOutputTopic<String, MaskEvent> masks;
    private final TestOutputTopic<String, LatencyEvent> latencies;
    private final TestOutputTopic<String, FailureEvent> failures;

    private final ProcessingConfig config;

    TopologyUnderTest() {
        this(64);
    }

    TopologyUnderTest(int capacity) {
        var retry = new Retry(3, RETRY_DELAY, RETRY_DELAY, RETRY_DELAY.multipliedBy(10), 64);
        config = new ProcessingConfig(
                new WindowConfig(capacity, Order.KEY, retry, false),
                true,
                Duration.ofSeconds(1),
                Duration.ZERO,
                MAX_EVENT_BYTES,
                PendingChangelog.of(1_000_000));
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        driver = new TopologyTestDriver(topology(), properties);
        images = driver.createInputTopic(topics.images(), new ByteArraySerializer(), new ByteArraySerializer());
        masks = output(topics.masks(), MaskEvent.class);
        latencies = output(topics.latency(), LatencyEvent.class);
        failures = output(topics.failures(), FailureEvent.class);
    }

    Topology topology() {
        return new SegmentationTopology(
                        topics,
                        config,
                        segmenter,
                        new WorkerIdentity("worker-1", "cpu", "lesson:1"),
                        meters,
                        windows,
                        time,
                        time,
                        partition -> resumption)
                .build();
    }

    private <T> TestOutputTopic<String, T> output(String topic, Class<T> type) {
        return driver.createOutputTopic(topic, new StringDeserializer(), EventSerde.deserializer(type));
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    void send(byte @Nullable [] key, byte @Nullable [] value) {
        send(new TestRecord<>(key, value, NOW));
    }

    void send(TestRecord<byte[], byte[]> record) {
        images.pipeInput(record);
    }

    /** Time passes, and what is due is done. */
    void pass(Duration duration) {
        time.pass(duration);
        driver.advanceWallClockTime(duration);
    }

    /** Offsets of the records that are remembered. */
    List<Long> remembered() {
        var offsets = new ArrayList<Long>();
        KeyValueStore<Integer, Pending> store = driver.getKeyValueStore(SegmentationTopology.PENDING);
        try (var all = store.all()) {
            all.forEachRemaining(entry -> offsets.add(entry.value.offset()));
        }
        return offsets;
    }

    List<TestRecord<String, MaskEvent>> masks() {
        return masks.readRecordsToList();
    }

    List<TestRecord<String, LatencyEvent>> latencies() {
        return latencies.readRecordsToList();
    }

    List<TestRecord<String, FailureEvent>> failures() {
        return failures.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
        meters.close();
    }
}
