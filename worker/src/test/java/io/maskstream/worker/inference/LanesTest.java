package io.maskstream.worker.inference;

import static io.maskstream.worker.inference.BatchFixture.images;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lane an image gets, and what becomes of one that is abandoned. */
class LanesTest {
    private static final Duration DELAY = Duration.ofMillis(10);

    private final BatchFixture fixture = new BatchFixture();

    @Test
    void shouldHandOutTheLowestFreeLane() throws Exception {
        // Given
        var batcher = fixture.batcher(4, 1, DELAY);
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
        var batcher = fixture.batcher(2, 1, DELAY);
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
    void shouldRefuseToRunALaneTwice() throws Exception {
        // Given
        var batcher = fixture.batcher(2, 1, Duration.ZERO);
        var lane = batcher.reserve();
        lane.run(BatchFixture::nobody);
        // When
        lane.abandon(); // does nothing
        // Then
        assertThatThrownBy(() -> lane.run(BatchFixture::nobody)).hasMessageContaining("runs already");
        assertThat(images(batcher.poll())).containsExactly(0);
    }

    @Test
    void shouldLeaveAHoleWhereALaneOfAClosedBatchIsAbandoned() throws Exception {
        // Given
        var batcher = fixture.batcher(3, 1, Duration.ZERO);
        batcher.reserve().run(BatchFixture::nobody);
        var broken = batcher.reserve();
        batcher.reserve().run(BatchFixture::nobody);
        assertThat(batcher.poll()).isNull();
        // When
        broken.abandon();
        // Then
        assertThat(images(batcher.poll())).containsExactly(0, 2);
    }

    @Test
    void shouldPutABatchBackOfWhichEveryLaneWasAbandoned() throws Exception {
        // Given
        var batcher = fixture.batcher(2, 1, Duration.ZERO);
        var first = batcher.reserve();
        var second = batcher.reserve();
        // When
        first.abandon();
        second.abandon();
        // Then
        assertThat(batcher.poll()).isNull();
        assertThat(batcher.reserve().index()).isZero();
    }
}
