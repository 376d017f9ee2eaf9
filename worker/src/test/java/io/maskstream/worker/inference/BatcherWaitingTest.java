package io.maskstream.worker.inference;

import static io.maskstream.worker.inference.BatchFixture.images;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.maskstream.worker.inference.session.FakeSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who waits at the batcher, and what wakes or ends the wait. */
class BatcherWaitingTest {
    private static final Duration DELAY = Duration.ofMillis(10);

    private final BatchFixture fixture = new BatchFixture();

    @Test
    void shouldBlockWhileNoBatchHasRoom() throws Exception {
        // Given
        var batcher = fixture.batcher(1, 1, Duration.ZERO);
        batcher.reserve().run(BatchFixture::nobody);
        var batch = requireNonNull(batcher.poll());
        var waiting = new FutureTask<>(batcher::reserve);
        startAndWait(waiting);
        // When
        batcher.release(batch);
        // Then
        assertThat(waiting.get().index()).isZero();
    }

    @Test
    void shouldRunAnImageWhoseDelayEndsBetweenTwoLooksAtTheClock() throws Exception {
        // Given
        var looks = new AtomicInteger();
        var batcher = new Batcher(FakeSession.PIXEL, 8, 1, DELAY, () -> switch (looks.getAndIncrement()) {
            case 0 -> 0; // filled
            case 1 -> DELAY.toNanos() - 1; // a session asks for it
            default -> DELAY.toNanos(); // and then how long it has to wait
        });
        batcher.reserve().run(BatchFixture::nobody);
        var session = new FutureTask<>(batcher::take);
        // When
        start(session);
        // Then
        assertThat(session.get(5, SECONDS)).isNotNull();
    }

    @Test
    void shouldWakeASessionForAnImage() throws Exception {
        // Given
        var batcher = fixture.batcher(4, 1, Duration.ZERO);
        var session = new FutureTask<>(batcher::take);
        startAndWait(session);
        // When
        batcher.reserve().run(BatchFixture::nobody);
        // Then
        assertThat(images(session.get())).containsExactly(0);
    }

    @Test
    void shouldWakeASessionForAnImageWhoseNeighbourIsAbandoned() throws Exception {
        // Given
        var batcher = fixture.batcher(2, 1, Duration.ZERO);
        var broken = batcher.reserve();
        batcher.reserve().run(BatchFixture::nobody);
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
        var batcher = fixture.batcher(2, 2, Duration.ZERO);
        var broken = List.of(batcher.reserve(), batcher.reserve());
        var lane = batcher.reserve();
        lane.run(BatchFixture::nobody);
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
        batcher.reserve().run(BatchFixture::nobody);
        // When
        var batch = batcher.take();
        // Then
        assertThat(images(batch)).containsExactly(0);
    }

    @Test
    void shouldEndWhoeverWaitsWhenItIsShut() throws Exception {
        // Given
        var batcher = fixture.batcher(1, 1, Duration.ZERO);
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
        undecoded.run(BatchFixture::nobody);
        undecoded.abandon();
        assertThat(batcher.poll()).isNull();
    }

    @Test
    void shouldRunWhatWasFilledBeforeItWasShut() throws Exception {
        // Given
        var batcher = fixture.batcher(4, 2, DELAY);
        batcher.reserve();
        batcher.reserve().run(BatchFixture::nobody);
        // When
        batcher.shut();
        // Then
        assertThat(images(batcher.take())).containsExactly(1);
        assertThat(batcher.take()).isNull();
    }

    @Test
    void shouldHandOutNothingOnceTheDeviceIsLost() throws Exception {
        // Given
        var batcher = fixture.batcher(1, 2, Duration.ZERO);
        batcher.reserve().run(BatchFixture::nobody);
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
    void shouldGiveUpWaitingWhenInterrupted() throws Exception {
        // Given
        var batcher = fixture.batcher(1, 1, Duration.ZERO);
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

    private static Thread start(FutureTask<?> task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void startAndWait(FutureTask<?> task) {
        var thread = start(task);
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }
}
