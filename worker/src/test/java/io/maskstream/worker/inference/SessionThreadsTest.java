package io.maskstream.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.inference.device.Buckets;
import io.maskstream.worker.inference.session.BatchSession.SessionException;
import io.maskstream.worker.inference.session.FakeSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SessionThreadsTest {
    private final WatchedBatches watched = new WatchedBatches();
    private final FakeSession first = new FakeSession();
    private final FakeSession second = new FakeSession();
    private final Batcher batcher = new Batcher(FakeSession.PIXEL, 2, 6, Duration.ZERO, System::nanoTime);

    private SessionThreads start() throws SessionException {
        return SessionThreads.start(List.of(first, second), batcher, Buckets.exact(2), watched);
    }

    private CompletableFuture<Inference> begin() throws InterruptedException {
        var answer = new CompletableFuture<Inference>();
        batcher.reserve().run(answer::complete);
        return answer;
    }

    @Test
    void shouldWarmRunAndCloseEachSessionOnItsOwnThread() throws Exception {
        // Given
        try (var threads = start()) {
            assertThat(first.calls).containsExactly("0+1", "0+2");
            assertThat(second.calls).containsExactly("0+1", "0+2");
            // When
            for (int i = 0; i < 200; i++) {
                begin().join().close();
            }
            assertThat(threads.batcher()).isSameAs(batcher);
        }
        // Then
        assertThat(first.threads).containsExactly("inference-0");
        assertThat(second.threads).containsExactly("inference-1");
        assertThat(first.closed).isTrue();
        assertThat(second.closed).isTrue();
        assertThat(watched.lost).isEmpty();
    }

    @Test
    void shouldRunOnAllSessionsAtOnce() throws Exception {
        // Given
        try (var threads = start()) {
            var both = new CountDownLatch(2);
            Runnable meet = () -> {
                both.countDown();
                try {
                    both.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            };
            first.duringRun = meet;
            second.duringRun = meet;
            // When
            var answers = new ArrayList<CompletableFuture<Inference>>();
            for (int i = 0; i < 4; i++) {
                answers.add(begin());
            }
            // Then
            answers.forEach(answer -> answer.join().close());
            assertThat(threads.batcher().limit()).isEqualTo(2);
        }
    }

    @Test
    void shouldAnswerEachImageOnceWhateverBecomesOfItsNeighbours() throws Exception {
        // Given
        first.mostInMemory = 2;
        var callers = Executors.newFixedThreadPool(6);
        var masks = new ArrayList<Future<List<Integer>>>();
        var expected = new ArrayList<List<Integer>>();
        try (var threads = SessionThreads.start(
                List.of(first, second),
                new Batcher(FakeSession.PIXEL, 5, 6, Duration.ZERO, System::nanoTime),
                Buckets.doubling(5),
                watched)) {
            // When
            for (int caller = 0; caller < 6; caller++) {
                var random = new Random(caller);
                var reds = random.ints(500, 0, 20).boxed().toList();
                expected.add(reds.stream()
                        .map(red -> red == FakeSession.CULPRIT ? -1 : red)
                        .toList());
                masks.add(callers.submit(() -> masksOf(reds, threads.batcher(), random)));
            }
            // Then
            for (int caller = 0; caller < 6; caller++) {
                assertThat(masks.get(caller).get()).isEqualTo(expected.get(caller));
            }
        }
        callers.shutdown();
        assertThat(watched.lost).isEmpty();
    }

    /** The mask of each image, -1 where it failed; some lanes are abandoned in between. */
    private static List<Integer> masksOf(List<Integer> reds, Batcher batcher, Random random) throws Exception {
        var masks = new ArrayList<Integer>();
        for (int red : reds) {
            if (random.nextInt(4) == 0) {
                var broken = batcher.reserve();
                broken.input().put((byte) FakeSession.CULPRIT);
                broken.abandon();
            }
            var lane = batcher.reserve();
            lane.input().put((byte) red);
            var answer = new CompletableFuture<Inference>();
            lane.run(answer::complete);
            try (var inference = answer.join()) {
                byte[] mask = {-1};
                if (inference.failure().isEmpty()) {
                    inference.copyMask(mask);
                }
                masks.add((int) mask[0]);
            }
        }
        return masks;
    }

    @Test
    void shouldCloseAllSessionsWhereOneDoesNotWarmUp() {
        // Given
        second.failing = true;
        // When / Then
        assertThatThrownBy(this::start).isInstanceOf(SessionException.class).hasMessageContaining("out of data bounds");
        assertThat(first.closed).isTrue();
        assertThat(second.closed).isTrue();
        assertThat(watched.lost).isEmpty();
    }

    @Test
    void shouldTellOfAnUnforeseenErrorInAWarmUp() {
        // Given
        first.duringRun = () -> {
            throw new OutOfMemoryError("Cannot reserve bytes of direct buffer memory");
        };
        // When / Then
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(Error.class);
    }

    @Test
    void shouldEndAllSessionsWhereOneLosesTheDevice() throws Exception {
        // Given
        var threads = start();
        first.lostFromCall = 1;
        second.lostFromCall = 1;
        var answer = begin();
        // When
        threads.close();
        // Then
        assertThat(watched.lost).hasSize(1);
        assertThat(answer).isNotDone();
    }
}
