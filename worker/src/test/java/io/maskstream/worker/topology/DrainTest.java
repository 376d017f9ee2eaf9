package io.maskstream.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.emission.Emission;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two partitions of a worker that ends: one has nothing to finish, the other a slow image. */
final class DrainTest {
    private final TasksUnderTest tasks = new TasksUnderTest();
    private MockProcessorContext<byte[], Emission> context = new MockProcessorContext<>();

    @AfterEach
    void close() {
        tasks.close();
    }

    @Test
    void shouldTakeRecordsSlowlyAsLongAsAnythingIsToBeFinished() throws Exception {
        // Given
        process(processor(), 0, "file:///slow");
        var quick = processor();
        tasks.windows.drain(Duration.ZERO);
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
        tasks.windows.drain(Duration.ZERO);
        // When: the group gives it to the worker that ends
        task.init(context);
        // Then
        assertThat(tasks.segmenter.begun()).hasSize(1);
    }

    @Test
    void shouldBeginNothingThatAnIdleTaskReads() throws Exception {
        // Given
        var idle = processor();
        tasks.windows.drain(Duration.ZERO);
        // When
        process(idle, 0, "file:///a");
        // Then
        assertThat(tasks.segmenter.begun()).isEmpty();
    }

    private SegmentProcessor processor() {
        context = new MockProcessorContext<>();
        var store = PendingImages.store(SegmentationTopology.PENDING, PendingChangelog.of(1_000_000))
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        var commits = CommitSignal.named(SegmentationTopology.COMMITS).build();
        for (StateStore each : List.of(store, commits)) {
            each.init(context.getStateStoreContext(), each);
            context.addStateStore(each);
        }
        return tasks.begin(context, false);
    }

    private void process(SegmentProcessor processor, long offset, String uri) {
        TasksUnderTest.process(context, processor, offset, uri);
    }
}
