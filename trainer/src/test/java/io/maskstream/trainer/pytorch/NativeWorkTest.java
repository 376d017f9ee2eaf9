package io.maskstream.trainer.pytorch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread at a time does what no thread has done before; what has been done is done by all at once. */
class NativeWorkTest {
    private final Object kind = new Object();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void shouldKeepASecondThreadWaitingWhileTheFirstDoesSomethingNew() throws Exception {
        // Given
        var began = new AtomicBoolean();
        var second = new Thread(() -> {
            try (var work = NativeWork.begin(kind)) {
                began.set(true);
            }
        });

        // When
        try (var first = NativeWork.begin(kind)) {
            second.start();
            while (second.getState() != Thread.State.WAITING && second.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }

            // Then
            assertThat(began).isFalse();
        }
        second.join(10_000);
        assertThat(began).isTrue();
    }

    @Test
    void shouldLetThreadsDoAtOnceWhatHasBeenDoneBefore() throws Exception {
        // Given
        NativeWork.begin(kind).close();

        // When: each goes on only where the other has begun as well
        var both = new CyclicBarrier(2);
        Future<Integer> one = threads.submit(() -> meeting(both));
        Future<Integer> other = threads.submit(() -> meeting(both));

        // Then
        assertThat(one.get(20, SECONDS) + other.get(20, SECONDS)).isEqualTo(1);
    }

    private int meeting(CyclicBarrier both) throws Exception {
        try (var work = NativeWork.begin(kind)) {
            return both.await(10, SECONDS);
        }
    }
}
