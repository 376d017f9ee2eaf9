package io.maskstream.worker.inference;

import static io.maskstream.worker.inference.BatchFixture.images;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a batch is full enough, and which one runs next. */
class BatchClosingTest {
    private static final Duration DELAY = Duration.ofMillis(10);

    private final BatchFixture fixture = new BatchFixture();

    @Test
    void shouldCloseABatchThatIsFullWithoutDelay() throws Exception {
        // Given
        var batcher = fixture.batcher(2, 1, DELAY);
        batcher.reserve().run(BatchFixture::nobody);
        var last = batcher.reserve();
        assertThat(batcher.poll()).isNull();
        // When
        last.run(BatchFixture::nobody);
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1);
        assertThat(batcher.poll()).isNull();
    }

    @Test
    void shouldKeepABatchOpenUntilItsFirstImageHasWaited() throws Exception {
        // Given
        var batcher = fixture.batcher(8, 1, DELAY);
        batcher.reserve().run(BatchFixture::nobody);
        fixture.pass(DELAY.minusNanos(1));
        assertThat(batcher.poll()).isNull();
        batcher.reserve().run(BatchFixture::nobody);
        // When
        fixture.pass(Duration.ofNanos(1));
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }

    @Test
    void shouldCountTheDelayFromPixelsAndNotFromTheReservation() throws Exception {
        // Given
        var batcher = fixture.batcher(8, 1, DELAY);
        var lane = batcher.reserve();
        fixture.pass(DELAY.multipliedBy(2));
        assertThat(batcher.poll()).isNull();
        // When
        lane.run(BatchFixture::nobody);
        // Then
        assertThat(batcher.poll()).isNull();
        fixture.pass(DELAY);
        assertThat(images(batcher.poll())).containsExactly(0);
    }

    @Test
    void shouldTakeWhatThereIsWhereThereIsNoDelay() throws Exception {
        // Given
        var batcher = fixture.batcher(8, 2, Duration.ZERO);
        assertThat(batcher.poll()).isNull();
        // When
        batcher.reserve().run(BatchFixture::nobody);
        // Then
        assertThat(images(batcher.poll())).containsExactly(0);
    }

    @Test
    void shouldLetImagesJoinWhileNoSessionIsIdle() throws Exception {
        // Given
        var batcher = fixture.batcher(8, 1, Duration.ZERO);
        // When
        for (int i = 0; i < 3; i++) {
            batcher.reserve().run(BatchFixture::nobody);
            fixture.pass(DELAY);
        }
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1, 2);
    }

    @Test
    void shouldWaitForLanesThatAreStillDecoded() throws Exception {
        // Given
        var batcher = fixture.batcher(8, 2, Duration.ZERO);
        var slow = batcher.reserve();
        batcher.reserve().run(BatchFixture::nobody);
        // When
        assertThat(batcher.poll()).isNull(); // closes it
        var next = batcher.reserve();
        slow.run(BatchFixture::nobody);
        // Then
        assertThat(next.index()).isZero();
        assertThat(next.batch()).isNotSameAs(slow.batch());
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }

    @Test
    void shouldRunABatchThatIsReadyBeforeAnEarlierOneThatIsNot() throws Exception {
        // Given
        var batcher = fixture.batcher(1, 2, Duration.ZERO);
        var slow = batcher.reserve();
        var quick = batcher.reserve();
        // When
        quick.run(BatchFixture::nobody);
        // Then
        assertThat(batcher.poll()).isSameAs(quick.batch());
        assertThat(batcher.poll()).isNull();
        slow.run(BatchFixture::nobody);
        assertThat(batcher.poll()).isSameAs(slow.batch());
    }

    @Test
    void shouldNotCloseASecondBatchForTheSameIdleSession() throws Exception {
        // Given
        var batcher = fixture.batcher(4, 2, Duration.ZERO);
        var slow = batcher.reserve();
        batcher.reserve().run(BatchFixture::nobody);
        assertThat(batcher.poll()).isNull(); // closes it for this session
        batcher.reserve().run(BatchFixture::nobody);
        // When
        assertThat(batcher.poll()).isNull();
        batcher.reserve().run(BatchFixture::nobody);
        slow.run(BatchFixture::nobody);
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 1);
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }

    @Test
    void shouldFillSmallerBatchesOnceTheLimitIsLower() throws Exception {
        // Given
        var batcher = fixture.batcher(4, 2, DELAY);
        // When
        boolean lowered = batcher.lowerLimit(2);
        boolean raised = batcher.lowerLimit(3);
        batcher.reserve().run(BatchFixture::nobody);
        batcher.reserve().run(BatchFixture::nobody);
        // Then
        assertThat(lowered).isTrue();
        assertThat(raised).isFalse();
        assertThat(batcher.limit()).isEqualTo(2);
        assertThat(images(batcher.poll())).containsExactly(0, 1);
    }
}
