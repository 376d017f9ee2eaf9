package io.maskstream.worker.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

final class BacklogTest {
    private final List<Metric> metrics = new ArrayList<>();
    private final List<TaskMetadata> tasks = new ArrayList<>();

    @Test
    void shouldBeNothingBeforeAnythingIsAssigned() {
        assertThat(Backlog.worst(metrics, tasks)).isZero();
    }

    @Test
    void shouldCountWhatIsNotFetchedAndWhatIsFetchedAndNotTakenUp() {
        // Given
        notFetched("StreamThread-1-consumer", 0, 30.0);
        tasks.add(new Task(0, 1_000L, 1_499L));
        notFetched("StreamThread-1-consumer", 1, 200.0);
        tasks.add(new Task(1, 70L, 69L));
        // When
        double records = Backlog.worst(metrics, tasks);
        // Then
        assertThat(records).isEqualTo(530);
    }

    @Test
    void shouldNotTakeTheBeginningOfATopicForItsPlaceBeforeTheFirstCommit() {
        // Given
        tasks.add(new Task(0, -1L, 5_000_000L));
        notFetched("StreamThread-1-consumer", 0, 3.0);
        // When
        double records = Backlog.worst(metrics, tasks);
        // Then
        assertThat(records).isEqualTo(3);
    }

    @Test
    void shouldCountNeitherRestoringNorWhatNobodyKnows() {
        // Given
        notFetched("StreamThread-1-restore-consumer", 0, 900.0);
        notFetched("StreamThread-1-consumer", 0, Double.NaN);
        // When
        double records = Backlog.worst(metrics, tasks);
        // Then
        assertThat(records).isZero();
    }

    private void notFetched(String client, int partition, double records) {
        var name = new MetricName(
                "records-lag",
                "consumer-fetch-manager-metrics",
                "",
                Map.of("client-id", client, "topic", "images", "partition", Integer.toString(partition)));
        metrics.add(new Figure(name, records));
    }

    private record Figure(MetricName metricName, Object metricValue) implements Metric {}

    /** @param next to be taken up, as of the last commit; -1 before it */
    private record Task(int partition, long next, long lastFetched) implements TaskMetadata {
        @Override
        public TaskId taskId() {
            return new TaskId(0, partition);
        }

        @Override
        public Set<TopicPartition> topicPartitions() {
            return Set.of(new TopicPartition("images", partition));
        }

        @Override
        public Map<TopicPartition, Long> committedOffsets() {
            return Map.of(new TopicPartition("images", partition), next);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets() {
            return Map.of(new TopicPartition("images", partition), lastFetched);
        }

        @Override
        public Optional<Long> timeCurrentIdlingStarted() {
            return Optional.empty();
        }
    }
}
