package io.maskstream.worker.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.worker.telemetry.Meters;
import io.maskstream.worker.topology.emission.Emission;
import io.maskstream.worker.topology.emission.Emissions;
import io.maskstream.worker.topology.emission.WorkerIdentity;
import io.maskstream.worker.topology.records.ImageRecords;
import io.maskstream.worker.window.Order;
import io.maskstream.worker.window.WindowConfig;
import io.maskstream.worker.window.WindowGroup;
import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.pending.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One task, with commits and restarts when the test says so. */
final class SegmentProcessorTest {
    private static final Instant NOW = TopologyUnderTest.NOW;

    private final ManualTime time = new ManualTime(NOW);
    private final FakeSegmenter segmenter = new FakeSegmenter(time);
    private final WindowGroup windows = new WindowGroup();
    private final Meters meters = new Meters();
    private final MockProcessorContext<byte[], Emission> context = new MockProcessorContext<>();
    private final KeyValueStore<Integer, Pending> store = PendingImages.store(SegmentationTopology.PENDING, 1_000_000)
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    private final CommitSignal commits =
            CommitSignal.named(SegmentationTopology.COMMITS).build();

    SegmentProcessorTest() {
        for (StateStore each : List.of(store, commits)) {
            each.init(context.getStateStoreContext(), each);
            context.addStateStore(each);
        }
        segmenter.waitForTheWord();
    }

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldForgetAnImageOnlyWhenItsOutcomeIsCommittedWhereItMightBeLost() {
        // Given: the image's offset is committed before it has an outcome
        var processor = processor(true);
        process(processor, 7, "file:///a");
        commits.commit(Map.of());
        // When
        segmenter.finish("file:///a");
        emit();
        // Then
        assertThat(context.forwarded()).hasSize(2);
        assertThat(remembered()).containsExactly(7L);
        // When
        commits.commit(Map.of());
        // Then
        assertThat(remembered()).isEmpty();
        assertThat(context.scheduledPunctuators().get(0).cancelled()).isFalse();
        emit();
        assertThat(context.scheduledPunctuators().get(0).cancelled()).isTrue();
    }

    @Test
    void shouldForgetAnImageAtOnceWhereItsOutcomeAndItsOffsetAreOneTransaction() {
        // Given
        var processor = processor(false);
        process(processor, 7, "file:///a");
        // When
        segmenter.finish("file:///a");
        emit();
        // Then
        assertThat(remembered()).isEmpty();
    }

    @Test
    void shouldBeginAgainWhatAnEarlierWorkerLeft() throws Exception {
        // Given
        var first = processor(false);
        process(first, 7, "file:///a");
        first.close();
        segmenter.finish("file:///a"); // too late: nobody waits for it
        context.resetForwards();
        // When: three seconds later another takes the task
        time.pass(Duration.ofSeconds(3));
        processor(false);
        segmenter.finish("file:///a");
        emit();
        // Then
        assertThat(segmenter.begun()).containsExactly("file:///a", "file:///a");
        assertThat(remembered()).isEmpty();
        var latency = new EventMapper()
                .read(context.forwarded().get(1).record().value().json(), LatencyEvent.class);
        assertThat(latency.startedAt()).isEqualTo(NOW);
        assertThat(latency.millis().queue()).isGreaterThan(3_000);
        assertThat(latency.millis().total()).isLessThan(3_100);
    }

    @Test
    void shouldNotBeginTwiceWhatIsReadAgainAfterARestart() {
        // Given
        var first = processor(true);
        process(first, 7, "file:///a");
        first.close();
        var second = processor(true);
        // When
        process(second, 7, "file:///a");
        // Then
        assertThat(segmenter.begun()).hasSize(2);
        assertThat(windows.inFlight()).isEqualTo(1);
    }

    @Test
    void shouldAskForACommitSoonWhereReadersWaitForIt() {
        // Given
        var processor = processor(false);
        process(processor, 7, "file:///a");
        // When
        segmenter.finish("file:///a");
        emit();
        // Then
        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldComeBackForTheCommitOfTheLastOutcome() {
        // Given: two outcomes so soon after each other that the second waits for its commit, and nothing else in flight
        var processor = processor(false);
        process(processor, 7, "file:///a");
        process(processor, 8, "file:///b");
        segmenter.finish("file:///a");
        emit();
        context.resetCommit();
        segmenter.finish("file:///b");
        emit();
        boolean atOnce = context.committed();
        // When
        time.pass(Duration.ofMillis(30));
        emit();
        time.pass(Duration.ofMillis(30));
        emit();
        // Then
        assertThat(atOnce).isFalse();
        assertThat(context.committed()).isTrue();
        assertThat(context.scheduledPunctuators().get(0).cancelled()).isTrue();
    }

    private SegmentProcessor processor(boolean atLeastOnce) {
        var retry = new Retry(3, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), 64);
        var pace = new CommitPace(!atLeastOnce, 64, Duration.ofSeconds(1), time);
        var config = new ProcessingConfig(
                new WindowConfig(64, Order.KEY, retry, atLeastOnce),
                !atLeastOnce,
                Duration.ofSeconds(1),
                Duration.ZERO,
                900_000,
                1_000_000);
        var emissions = new Emissions(new WorkerIdentity("worker-1", "cpu", "lesson:1"), meters, 900_000, time);
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
        processor.process(new Record<>(("key-" + offset).getBytes(UTF_8), uri.getBytes(UTF_8), NOW.toEpochMilli()));
    }

    private void emit() {
        context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .forEach(punctuator -> punctuator.getPunctuator().punctuate(time.millis()));
    }

    private List<Long> remembered() {
        var offsets = new ArrayList<Long>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> offsets.add(entry.value.offset()));
        }
        return offsets;
    }
}
