package io.maskstream.worker.window;

import static io.maskstream.worker.window.WindowUnderTest.EXACTLY_ONCE;
import static io.maskstream.worker.window.WindowUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.attempt.Verdict;
import io.maskstream.worker.window.attempt.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers from other threads, with real ones. */
@Timeout(60)
final class AnsweringThreadsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int RECORDS = 20_000;
    private static final int KEYS = 7;

    @Test
    void shouldLoseNoAnswerAndKeepTheOrder() throws Exception {
        // Given: every third record needs a second attempt
        var left = new ArrayList<Finished<Long>>();
        try (var threads = new ClosingExecutor(4)) {
            Work<Long> work = (attempt, answer) -> threads.execute(() -> answer.accept(new Verdict<>(
                    attempt.pending().offset(),
                    attempt.pending().offset() % 3 == 0 && attempt.pending().attempt() == 1)));
            var config =
                    new WindowConfig(64, Order.KEY, new Retry(2, Duration.ZERO, Duration.ZERO, LONG, RECORDS), false);
            var store = new FakeStore();
            try (var window = new InFlightWindow<>(
                    config, new WindowGroup(), store, work, Clock.systemUTC(), System::nanoTime, () -> 0.5)) {
                window.open();
                // When
                for (long offset = 0; offset < RECORDS; offset++) {
                    while (window.isFull()) {
                        window.awaitAnswer(LONG);
                        window.emit(left::add, Integer.MAX_VALUE);
                    }
                    window.accept(record(offset, "key-" + offset % KEYS));
                }
                while (!window.isIdle()) {
                    window.awaitAnswer(LONG);
                    window.emit(left::add, Integer.MAX_VALUE);
                }
            }
            // Then
            assertThat(store.held()).isEmpty();
        }
        assertThat(left)
                .extracting(Finished::result)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, RECORDS).boxed().toList());
        for (long key = 0; key < KEYS; key++) {
            long remainder = key;
            assertThat(left.stream().map(Finished::result).filter(offset -> offset % KEYS == remainder))
                    .isSorted();
        }
    }

    @Test
    void shouldWakeUpForAnAnswerOfAnotherWindow() throws Exception {
        // Given: one thread serves both, and waits in the first
        var group = new WindowGroup();
        var waiting = WindowUnderTest.openIn(group);
        var other = WindowUnderTest.openIn(group);
        waiting.accept(0, "a");
        other.accept(0, "b");
        waiting.emit();
        try (var threads = new ClosingExecutor(1)) {
            threads.execute(() -> other.work.at(0).end("done"));
            // When
            waiting.window.awaitAnswer(LONG);
            // Then
            assertThat(waiting.emit()).isEmpty();
            assertThat(other.emit()).containsExactly(0L);
        }
    }

    @Test
    void shouldNotWaitForAnAnswerThatHasCome() throws Exception {
        // Given
        var ordered = WindowUnderTest.open(EXACTLY_ONCE);
        ordered.accept(0, "a");
        ordered.emit();
        ordered.work.at(0).end("done");
        // When
        ordered.window.awaitAnswer(LONG);
        // Then
        assertThat(ordered.emit()).containsExactly(0L);
    }

    @Test
    void shouldNotWaitLongerThanItIsTold() throws Exception {
        // Given
        var ordered = WindowUnderTest.open(EXACTLY_ONCE);
        ordered.accept(0, "a");
        // When
        ordered.window.awaitAnswer(Duration.ofMillis(1));
        // Then
        assertThat(ordered.emit()).isEmpty();
    }

    @Test
    void shouldTryAgainWhileItWaits() throws Exception {
        // Given: fails once, for a millisecond
        var retry = new Retry(2, Duration.ofMillis(1), Duration.ofMillis(1), LONG, 4);
        Work<String> work = (attempt, answer) ->
                answer.accept(new Verdict<>("done", attempt.pending().attempt() == 1));
        var window = new InFlightWindow<>(
                new WindowConfig(4, Order.KEY, retry, false),
                new WindowGroup(),
                new FakeStore(),
                work,
                Clock.systemUTC(),
                System::nanoTime,
                () -> 0.5);
        window.open();
        window.accept(record(0, "a"));
        var left = new ArrayList<Finished<String>>();
        // When
        while (left.isEmpty()) {
            window.awaitAnswer(LONG);
            window.emit(left::add, Integer.MAX_VALUE);
        }
        // Then
        assertThat(left).extracting(finished -> finished.pending().attempt()).isEqualTo(List.of(2));
    }

    /** Threads that are gone when the test is over. */
    private static final class ClosingExecutor implements AutoCloseable {
        private final ExecutorService threads;

        ClosingExecutor(int count) {
            threads = Executors.newFixedThreadPool(count);
        }

        void execute(Runnable task) {
            threads.execute(task);
        }

        @Override
        public void close() throws InterruptedException {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
