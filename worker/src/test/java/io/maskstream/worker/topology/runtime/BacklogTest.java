package io.maskstream.worker.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class BacklogTest {
    private static final TopicPartition ONE = new TopicPartition("images", 0);
    private static final TopicPartition OTHER = new TopicPartition("images", 1);

    @Test
    void shouldBeNothingBeforeAnythingIsAssigned() {
        assertThat(Backlog.worst(Map.of(), Map.of(ONE, new OffsetAndMetadata(3))))
                .isZero();
    }

    @Test
    void shouldCountThePartitionThatIsFurthestBehindItsLastCommit() {
        // Given
        var ends = Map.of(ONE, 1_500L, OTHER, 6_000L);
        var committed = Map.of(ONE, new OffsetAndMetadata(1_000), OTHER, new OffsetAndMetadata(5_999));
        // Then
        assertThat(Backlog.worst(ends, committed)).isEqualTo(500);
    }

    @Test
    void shouldNotTakeTheBeginningOfATopicForItsPlaceBeforeTheFirstCommit() {
        // Given
        var ends = Map.of(ONE, 5_000_000L, OTHER, 12L);
        var committed = Map.of(OTHER, new OffsetAndMetadata(10));
        // Then
        assertThat(Backlog.worst(ends, committed)).isEqualTo(2);
    }

    @Test
    void shouldNotBeAheadWhereACommitIsNewerThanTheEnd() {
        assertThat(Backlog.worst(Map.of(ONE, 10L), Map.of(ONE, new OffsetAndMetadata(12))))
                .isZero();
    }
}
