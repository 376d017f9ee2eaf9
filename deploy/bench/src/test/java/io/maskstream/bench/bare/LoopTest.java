package io.maskstream.bench.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LoopTest {
    @Test
    void shouldLeaveNoStepAtWorkWhereAnotherFailed() {
        // Given: a call that nobody can cut off, as of a session
        var working = new CountDownLatch(1);
        var inACall = new AtomicBoolean();
        Loop.Step slow = () -> {
            inACall.set(true);
            working.countDown();
            long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            inACall.set(false);
            return 1;
        };
        Loop.Step broken = () -> {
            await(working);
            throw new IllegalStateException("cat.jpg cannot be read");
        };
        // When
        assertThatIllegalStateException()
                .isThrownBy(() -> Loop.rate(List.of(broken, slow), Duration.ZERO, Duration.ofHours(1)))
                .withMessageContaining("cat.jpg cannot be read");
        // Then: a session could be closed now
        assertThat(inACall).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
