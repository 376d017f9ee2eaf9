package io.maskstream.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.json.EventMapper;
import io.maskstream.worker.topology.emission.Emission;
import io.maskstream.worker.window.pending.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One task, with commits and restarts when the test says so. */
final class SegmentProcessorTest {
    private static final Instant NOW = TopologyUnderTest.NOW;

    private final TasksUnderTest tasks = new TasksUnderTest();
    private final ManualTime time = tasks.time;
    private final FakeSegmenter segmenter = tasks.segmenter;
    private final MockProcessorContext<byte[], Emission> context = new MockProcessorContext<>();
    private final KeyValueStore<Integer, Pending> store = PendingImages.store(
                    SegmentationTopology.PENDING, PendingChangelog.of(1_000_000))
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
    }

    @AfterEach
    void close() {
        tasks.close();
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
        assertThat(tasks.windows.inFlight()).isEqualTo(1);
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

    @Test
    void shouldTakeUpNoMoreForAnAttemptThatFallsDueWhereAsManyWaitAsMay() {
        // Given: one waits, as many as may, for a tenth of a second to come or two; the clock stands still
        var longestWait = Duration.ofMillis(500);
        var processor = tasks.begin(context, false, 1, longestWait);
        process(processor, 7, "file:///gone");
        segmenter.finish("file:///gone");
        emit();
        time.pass(Duration.ofMillis(390));
        // When
        long start = System.nanoTime();
        process(processor, 8, "file:///a");
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(longestWait);
    }

    private SegmentProcessor processor(boolean atLeastOnce) {
        return tasks.begin(context, atLeastOnce);
    }

    private void process(SegmentProcessor processor, long offset, String uri) {
        TasksUnderTest.process(context, processor, offset, uri);
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
