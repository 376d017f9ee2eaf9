package io.maskstream.worker.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final Duration DELAY = Duration.ofMillis(10);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // System.nanoTime may overflow

    private Batcher batcher(int maxBatch, int batches, Duration delay) {
        return new Batcher(FakeSession.PIXEL, maxBatch, batches, delay, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void nobody(Inference inference) {}

    private static List<Integer> images(@Nullable Batch batch) {
        return requireNonNull(batch).images(0, batch.size()).stream()
                .map(Lane::index)
                .toList();
    }

    @Test
    void shouldRunAnImageWhoseDelayEndsBetweenTwoLooksAtTheClock() throws Exception {
        // Given
        var looks = new AtomicInteger();
        long delay = Duration.ofMillis(10).toNanos();
        var batcher =
                new Batcher(FakeSession.PIXEL, 8, 1, Duration.ofMillis(10), () -> switch (looks.getAndIncrement()) {
                    case 0 -> 0; // filled
                    case 1 -> delay - 1; // a session asks for it
                    default -> delay; // and then how long it has to wait
                });
        batcher.reserve().run(inference -> {});
        // When
        var batch = CompletableFuture.supplyAsync(() -> {
            try {
                return batcher.take();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        // Then
        assertThat(batch).succeedsWithin(Duration.ofSeconds(5)).isNotNull();
    }

    @Test
    void shouldHandOutTheLowestFreeLane() throws Exception {
        // Given
        var batcher = batcher(4, 1, DELAY);
        var lanes = List.of(batcher.reserve(), batcher.reserve(), batcher.reserve());
        // When
        lanes.get(1).abandon();
        lanes.get(1).abandon();
        var next = batcher.reserve();
        // Then
        assertThat(lanes).extracting(Lane::index).containsExactly(0, 1, 2);
        assertThat(next.index()).isEqualTo(1);
        assertThat(batcher.reserve().index()).isEqualTo(3);
    }

    @Test
    void shouldGiveEachLaneItsOwnPixels() throws Exception {
        // Given
        var batcher = batcher(2, 1, DELAY);
        var first = batcher.reserve();
        var second = batcher.reserve();
        // When
        first.input().put(new byte[] {1, 2, 3});
        second.input().put(new byte[] {4, 5, 6});
        // Then
        assertThat(first.input().isDirect()).isTrue();
        assertThat(first.input().remaining()).isEqualTo(3);
        assertThat(first.input().get(2)).isEqualTo((byte) 3);
        assertThat(second.input().get(0)).isEqualTo((byte) 4);
    }

    @Test
    void shouldCloseABatchThatIsFullWithoutDelay() throws Exception {
        // Given
        var batcher = batcher(2, 1, DELAY);
        batcher.reserve().run(BatcherTest::nobody);
        var last = batcher.reserve();
        assertThat(batcher.poll()).isNull();
        // When
        last.run(BatcherTest::nobody);
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1);
        assertThat(batcher.poll()).isNull();
    }

    @Test
    void shouldKeepABatchOpenUntilItsFirstImageHasWaited() throws Exception {
        // Given
        var batcher = batcher(8, 1, DELAY);
        batcher.reserve().run(BatcherTest::nobody);
        pass(DELAY.minusNanos(1));
        assertThat(batcher.poll()).isNull();
        batcher.reserve().run(BatcherTest::nobody);
        // When
        pass(Duration.ofNanos(1));
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }

    @Test
    void shouldCountTheDelayFromPixelsAndNotFromTheReservation() throws Exception {
        // Given
        var batcher = batcher(8, 1, DELAY);
        var lane = batcher.reserve();
        pass(DELAY.multipliedBy(2));
        assertThat(batcher.poll()).isNull();
        // When
        lane.run(BatcherTest::nobody);
        // Then
        assertThat(batcher.poll()).isNull();
        pass(DELAY);
        assertThat(images(batcher.poll())).containsExactly(0);
    }

    @Test
    void shouldTakeWhatThereIsWhereThereIsNoDelay() throws Exception {
        // Given
        var batcher = batcher(8, 2, Duration.ZERO);
        assertThat(batcher.poll()).isNull();
        // When
        batcher.reserve().run(BatcherTest::nobody);
        // Then
        assertThat(images(batcher.poll())).containsExactly(0);
    }

    @Test
    void shouldLetImagesJoinWhileNoSessionIsIdle() throws Exception {
        // Given
        var batcher = batcher(8, 1, Duration.ZERO);
        // When
        for (int i = 0; i < 3; i++) {
            batcher.reserve().run(BatcherTest::nobody);
            pass(DELAY);
        }
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1, 2);
    }

    @Test
    void shouldWaitForLanesThatAreStillDecoded() throws Exception {
        // Given
        var batcher = batcher(8, 2, Duration.ZERO);
        var slow = batcher.reserve();
        batcher.reserve().run(BatcherTest::nobody);
        // When
        assertThat(batcher.poll()).isNull(); // closes it
        var next = batcher.reserve();
        slow.run(BatcherTest::nobody);
        // Then
        assertThat(next.index()).isZero();
        assertThat(next.batch()).isNotSameAs(slow.batch());
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }

    @Test
    void shouldLeaveAHoleWhereALaneOfAClosedBatchIsAbandoned() throws Exception {
        // Given
        var batcher = batcher(3, 1, Duration.ZERO);
        batcher.reserve().run(BatcherTest::nobody);
        var broken = batcher.reserve();
        batcher.reserve().run(BatcherTest::nobody);
        assertThat(batcher.poll()).isNull();
        // When
        broken.abandon();
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 2);
    }

    @Test
    void shouldPutABatchBackOfWhichEveryLaneWasAbandoned() throws Exception {
        // Given
        var batcher = batcher(2, 1, Duration.ZERO);
        var first = batcher.reserve();
        var second = batcher.reserve();
        // When
        first.abandon();
        second.abandon();
        // Then
        assertThat(batcher.poll()).isNull();
        assertThat(batcher.reserve().index()).isZero();
    }

    @Test
    void shouldRunABatchThatIsReadyBeforeAnEarlierOneThatIsNot() throws Exception {
        // Given
        var batcher = batcher(1, 2, Duration.ZERO);
        var slow = batcher.reserve();
        var quick = batcher.reserve();
        // When
        quick.run(BatcherTest::nobody);
        // Then
        assertThat(batcher.poll()).isSameAs(quick.batch());
        assertThat(batcher.poll()).isNull();
        slow.run(BatcherTest::nobody);
        assertThat(batcher.poll()).isSameAs(slow.batch());
    }

    @Test
    void shouldNotCloseASecondBatchForTheSameIdleSession() throws Exception {
        // Given
        var batcher = batcher(4, 2, Duration.ZERO);
        var slow = batcher.reserve();
        batcher.reserve().run(BatcherTest::nobody);
        assertThat(batcher.poll()).isNull(); // closes it for this session
        batcher.reserve().run(BatcherTest::nobody);
        // When
        assertThat(batcher.poll()).isNull();
        batcher.reserve().run(BatcherTest::nobody);
        slow.run(BatcherTest::nobody);
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1);
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }

    @Test
    void shouldBlockWhileNoBatchHasRoom() throws Exception {
        // Given
        var batcher = batcher(1, 1, Duration.ZERO);
        batcher.reserve().run(BatcherTest::nobody);
        var batch = requireNonNull(batcher.poll());
        var waiting = new FutureTask<>(batcher::reserve);
        startAndWait(waiting);
        // When
        batcher.release(batch);
        // Then
        assertThat(waiting.get().index()).isZero();
    }

    @Test
    void shouldWakeASessionForAnImage() throws Exception {
        // Given
        var batcher = batcher(4, 1, Duration.ZERO);
        var session = new FutureTask<>(batcher::take);
        startAndWait(session);
        // When
        batcher.reserve().run(BatcherTest::nobody);
        // Then
        assertThat(images(session.get())).containsExactly(0);
    }

    @Test
    void shouldWakeASessionForAnImageWhoseNeighbourIsAbandoned() throws Exception {
        // Given
        var batcher = batcher(2, 1, Duration.ZERO);
        var broken = batcher.reserve();
        batcher.reserve().run(BatcherTest::nobody);
        var session = new FutureTask<>(batcher::take);
        startAndWait(session);
        // When
        broken.abandon();
        // Then
        assertThat(images(session.get())).containsExactly(1);
    }

    @Test
    void shouldWakeASessionForTheNextBatchWhereTheOneItWaitedForIsAbandoned() throws Exception {
        // Given
        var batcher = batcher(2, 2, Duration.ZERO);
        var broken = List.of(batcher.reserve(), batcher.reserve());
        var lane = batcher.reserve();
        lane.run(BatcherTest::nobody);
        var session = new FutureTask<>(batcher::take);
        startAndWait(session);
        // When
        broken.forEach(Lane::abandon);
        // Then
        assertThat(session.get()).isSameAs(lane.batch());
    }

    @Test
    void shouldWakeASessionWhenTheDelayIsOver() throws Exception {
        // Given
        var batcher =
                new Batcher(FakeSession.PIXEL, 2, 1, Duration.ofMillis(1), System::nanoTime); // a clock that goes on
        batcher.reserve().run(BatcherTest::nobody);
        // When
        var batch = batcher.take();
        // Then
        assertThat(images(batch)).containsExactly(0);
    }

    @Test
    void shouldEndWhoeverWaitsWhenItIsShut() throws Exception {
        // Given
        var batcher = batcher(1, 1, Duration.ZERO);
        var undecoded = batcher.reserve();
        var session = new FutureTask<>(batcher::take);
        var caller = new FutureTask<>(batcher::reserve);
        startAndWait(session);
        startAndWait(caller);
        // When
        batcher.shut();
        // Then
        assertThat(session.get()).isNull();
        assertThatThrownBy(caller::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(batcher::reserve).hasMessageContaining("closed");
        undecoded.run(BatcherTest::nobody);
        undecoded.abandon();
        assertThat(batcher.poll()).isNull();
    }

    @Test
    void shouldRunWhatWasFilledBeforeItWasShut() throws Exception {
        // Given
        var batcher = batcher(4, 2, DELAY);
        batcher.reserve();
        batcher.reserve().run(BatcherTest::nobody);
        // When
        batcher.shut();
        // Then
        assertThat(images(batcher.take())).containsExactly(1);
        assertThat(batcher.take()).isNull();
    }

    @Test
    void shouldHandOutNothingOnceTheDeviceIsLost() throws Exception {
        // Given
        var batcher = batcher(1, 2, Duration.ZERO);
        batcher.reserve().run(BatcherTest::nobody);
        var caller = new FutureTask<>(batcher::reserve);
        // When
        boolean first = batcher.lose();
        boolean second = batcher.lose();
        startAndWait(caller);
        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(batcher.take()).isNull();
        batcher.shut();
        assertThatThrownBy(caller::get).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(batcher.take()).isNull();
    }

    @Test
    void shouldFillSmallerBatchesOnceTheLimitIsLower() throws Exception {
        // Given
        var batcher = batcher(4, 2, DELAY);
        // When
        boolean lowered = batcher.lowerLimit(2);
        boolean raised = batcher.lowerLimit(3);
        batcher.reserve().run(BatcherTest::nobody);
        batcher.reserve().run(BatcherTest::nobody);
        // Then
        assertThat(lowered).isTrue();
        assertThat(raised).isFalse();
        assertThat(batcher.limit()).isEqualTo(2);
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }

    @Test
    void shouldRefuseToRunALaneTwice() throws Exception {
        // Given
        var batcher = batcher(2, 1, Duration.ZERO);
        var lane = batcher.reserve();
        lane.run(BatcherTest::nobody);
        // When
        lane.abandon(); // does nothing
        // Then
        assertThatThrownBy(() -> lane.run(BatcherTest::nobody)).hasMessageContaining("runs already");
        assertThat(images(batcher.poll())).containsExactly(0);
    }

    @Test
    void shouldGiveUpWaitingWhenInterrupted() throws Exception {
        // Given
        var batcher = batcher(1, 1, Duration.ZERO);
        batcher.reserve();
        var interrupted = new CompletableFuture<Boolean>();
        var caller = new Thread(() -> {
            try {
                batcher.reserve();
            } catch (InterruptedException stopped) {
                interrupted.complete(true);
            }
        });
        caller.start();
        // When
        caller.interrupt();
        // Then
        assertThat(interrupted.get()).isTrue();
    }

    private static void startAndWait(FutureTask<?> task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }
}
