package io.maskstream.worker.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class ResumptionsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeGroup group = new FakeGroup();
    private final AtomicLong nanoTime = new AtomicLong();
    private final Resumptions resumptions = new Resumptions(group::connect, nanoTime::get);

    @Test
    void shouldTellWhereTheGroupReadsOn() {
        // Given
        group.committed.put(partition(3), new OffsetAndMetadata(17));
        // When
        var answer = resumptions.ask(partition(3));
        // Then
        assertThat(answer).succeedsWithin(SOON).isEqualTo(17L);
    }

    @Test
    void shouldBeginAtTheBeginningWhereNothingWasCommitted() {
        assertThat(resumptions.ask(partition(0))).succeedsWithin(SOON).isEqualTo(0L);
    }

    @Test
    void shouldAskOnceForAllPartitionsThatAreTakenOverTogether() {
        // Given
        group.answers.drainPermits();
        var first = resumptions.ask(partition(0));
        await().until(() -> group.questions.get() == 1);
        var others = IntStream.range(1, 100)
                .mapToObj(number -> resumptions.ask(partition(number)))
                .toList();
        // When
        group.answers.release(2);
        // Then
        assertThat(first).succeedsWithin(SOON);
        assertThat(others).allSatisfy(answer -> assertThat(answer).succeedsWithin(SOON));
        assertThat(group.questions).hasValue(2);
        assertThat(group.connections).hasValue(1);
    }

    @Test
    void shouldNotTakeAnAnswerToAnEarlierQuestion() {
        // Given
        group.answers.drainPermits();
        var earlier = resumptions.ask(partition(0));
        await().until(() -> group.questions.get() == 1);
        // When
        var later = resumptions.ask(partition(1));
        group.committed.put(partition(1), new OffsetAndMetadata(5));
        group.answers.release(2);
        // Then
        assertThat(earlier).succeedsWithin(SOON);
        assertThat(later).succeedsWithin(SOON).isEqualTo(5L);
    }

    @Test
    void shouldAskAgainWhereKafkaDoesNotAnswer() {
        // Given
        group.failures.set(2);
        // When
        var answer = resumptions.ask(partition(0));
        // Then
        assertThat(answer).succeedsWithin(SOON);
        assertThat(group.questions).hasValue(3);
    }

    @Test
    void shouldStopAskingWhenNobodyWaitsAnyMore() {
        // Given
        group.failures.set(Integer.MAX_VALUE);
        var answer = resumptions.ask(partition(0));
        await().until(() -> group.questions.get() > 0);
        // When
        nanoTime.addAndGet(Duration.ofSeconds(31).toNanos());
        // Then
        await().until(() -> group.open.get() == 0);
        assertThat(answer).isNotDone();
    }

    @Test
    void shouldBeConnectedOnlyWhileSomethingIsAsked() {
        // Given
        assertThat(resumptions.ask(partition(0))).succeedsWithin(SOON);
        await().until(() -> group.open.get() == 0);
        // When
        CompletableFuture<Long> second = resumptions.ask(partition(1));
        // Then
        assertThat(second).succeedsWithin(SOON);
        assertThat(group.connections).hasValue(2);
        await().until(() -> group.open.get() == 0);
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("images", number);
    }

    /** Kafka's answers; to a question, what was committed when it was asked. */
    private static final class FakeGroup {
        final Map<TopicPartition, OffsetAndMetadata> committed = new ConcurrentHashMap<>();
        final Semaphore answers = new Semaphore(1_000_000);
        final AtomicInteger questions = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger connections = new AtomicInteger();
        final AtomicInteger open = new AtomicInteger();

        Resumptions.Commits connect() {
            connections.incrementAndGet();
            open.incrementAndGet();
            return new Resumptions.Commits() {
                @Override
                public Map<TopicPartition, OffsetAndMetadata> ask() throws ExecutionException, InterruptedException {
                    var before = Map.copyOf(committed);
                    questions.incrementAndGet();
                    answers.acquire();
                    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new ExecutionException(new TimeoutException("Kafka is away"));
                    }
                    return before;
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }
}
