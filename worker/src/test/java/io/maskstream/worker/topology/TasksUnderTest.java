package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.emission.Emission;
import io.maskstream.worker.topology.emission.Emissions;
import io.maskstream.worker.topology.emission.WorkerIdentity;
import io.maskstream.worker.topology.records.ImageRecords;
import io.maskstream.worker.window.Order;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.WindowGroup;
import io.maskstream.worker.window.attempt.Retry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Tasks of one worker, each on a context that the test holds; images wait for the word, and clocks stand still. */
final class TasksUnderTest implements AutoCloseable {
    final ManualTime time = new ManualTime(TopologyUnderTest.NOW);
    final FakeSegmenter segmenter = new FakeSegmenter(time);
    final WindowGroup windows = new WindowGroup();
    private final Meters meters = new Meters();

    TasksUnderTest() {
        segmenter.waitForTheWord();
    }

    SegmentProcessor begin(MockProcessorContext<byte[], Emission> context, boolean atLeastOnce) {
        return begin(context, atLeastOnce, 64, Duration.ZERO);
    }

    /**
     * One with other room.
     *
     * @param mostWaiting images that wait for their next attempt
     * @param longestWait for room
     */
    SegmentProcessor begin(
            MockProcessorContext<byte[], Emission> context,
            boolean atLeastOnce,
            int mostWaiting,
            Duration longestWait) {
        var retry = new Retry(3, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), mostWaiting);
        var pace = new CommitPace(!atLeastOnce, 64, Duration.ofSeconds(1), time);
        var config = new ProcessingConfig(
                new WindowConfig(64, Order.KEY, retry, atLeastOnce),
                !atLeastOnce,
                Duration.ofSeconds(1),
                longestWait,
                900_000,
                PendingChangelog.of(1_000_000));
        var emissions = new Emissions(new WorkerIdentity("worker-1", "cpu", "lesson:1"), meters, 900_000, time);
        var processor = new SegmentProcessor(
                config,
                partition -> new SegmentationWork(
                        "images", partition, new ImageRecords(time), segmenter, emissions, time, time),
                partition -> new CompletableFuture<>(),
                emissions,
                windows,
                () -> pace,
                time,
                time);
        processor.init(context);
        return processor;
    }

    static void process(
            MockProcessorContext<byte[], Emission> context, SegmentProcessor processor, long offset, String uri) {
        context.setRecordMetadata("images", 0, offset);
        long now = TopologyUnderTest.NOW.toEpochMilli();
        processor.process(new Record<>(("key-" + offset).getBytes(UTF_8), uri.getBytes(UTF_8), now));
    }

    @Override
    public void close() {
        meters.close();
    }
}
