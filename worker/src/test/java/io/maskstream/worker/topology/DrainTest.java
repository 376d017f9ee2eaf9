package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two partitions of a worker that ends: one has nothing to finish, the other a slow image. */
final class DrainTest {
    private final ManualTime time = new ManualTime(TopologyUnderTest.NOW);
    private final FakeSegmenter segmenter = new FakeSegmenter(time);
    private final WindowGroup windows = new WindowGroup();
    private final Meters meters = new Meters();
    private MockProcessorContext<byte[], Emission> context = new MockProcessorContext<>();

    DrainTest() {
        segmenter.waitForTheWord();
    }

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldTakeRecordsSlowlyAsLongAsAnythingIsToBeFinished() throws Exception {
        // Given
        process(processor(), 0, "file:///slow");
        var quick = processor();
        windows.drain(Duration.ZERO);
        // When
        long start = System.nanoTime();
        process(quick, 0, "file:///1");
        process(quick, 1, "file:///2");
        process(quick, 2, "file:///3");
        // Then: one in 100 ms for all partitions together
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void shouldBeginNothingThatWasRestored() throws Exception {
        // Given
        var task = processor();
        process(task, 0, "file:///a");
        task.close();
        windows.drain(Duration.ZERO);
        // When: the group gives it to the worker that ends
        task.init(context);
        // Then
        assertThat(segmenter.begun()).hasSize(1);
    }

    @Test
    void shouldBeginNothingThatAnIdleTaskReads() throws Exception {
        // Given
        var idle = processor();
        windows.drain(Duration.ZERO);
        // When
        process(idle, 0, "file:///a");
        // Then
        assertThat(segmenter.begun()).isEmpty();
    }

    private SegmentProcessor processor() {
        context = new MockProcessorContext<>();
        var store = PendingImages.store(SegmentationTopology.PENDING, 1_000_000)
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        var commits = CommitSignal.named(SegmentationTopology.COMMITS).build();
        for (StateStore each : List.of(store, commits)) {
            each.init(context.getStateStoreContext(), each);
            context.addStateStore(each);
        }
        var second = Duration.ofSeconds(1);
        var retry = new Retry(3, second, second, Duration.ofMinutes(2), 64);
        var config = new ProcessingConfig(
                new WindowConfig(64, Order.KEY, retry, false), true, second, second, 900_000, 1_000_000);
        var emissions = new Emissions(new WorkerIdentity("worker-1", "cpu", "lesson:1"), meters, 900_000, time);
        var pace = new CommitPace(true, 64, second, time);
        var processor = new SegmentProcessor(
                config,
                partition -> new SegmentationWork(
                        "images", partition, new ImageRecords(time), segmenter, emissions, time, time),
                emissions,
                windows,
                () -> pace,
                time,
                time);
        processor.init(context);
        return processor;
    }

    private void process(SegmentProcessor processor, long offset, String uri) {
        context.setRecordMetadata("images", 0, offset);
        var record = new Record<>(("key-" + offset).getBytes(UTF_8), uri.getBytes(UTF_8), time.millis());
        processor.process(record);
    }
}
