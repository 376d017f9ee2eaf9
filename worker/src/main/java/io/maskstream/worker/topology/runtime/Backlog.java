package io.maskstream.worker.topology.runtime;

import java.util.Collection;
import java.util.HashMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.TaskMetadata;

/**
 * How far a worker is behind, of what Kafka Streams tells: what its consumers had not fetched when they last asked, and what they have fetched and no
 * commit is past.
 *
 * <p>Not the consumers' own {@code records-lag-max}: that is the worst of half a minute and more, is nothing once Kafka Streams has not fetched for as long
 * because it has enough, and leaves out the thousands that it then holds.
 */
final class Backlog {
    private static final String CONSUMERS = "consumer-fetch-manager-metrics";
    private static final String NOT_FETCHED = "records-lag";
    /** How Kafka Streams ends the name of a consumer that restores stores. */
    private static final String RESTORING = "-restore-consumer";

    private Backlog() {}

    /**
     * Records of the partition that has the most. All tasks read one topic.
     *
     * @param metrics of all clients of Kafka Streams
     * @param tasks that are active
     */
    static double worst(Collection<? extends Metric> metrics, Collection<TaskMetadata> tasks) {
        var records = new HashMap<Integer, Double>();
        for (var metric : metrics) {
            var tags = metric.metricName().tags();
            String partition = tags.get("partition");
            if (metric.metricName().name().equals(NOT_FETCHED)
                    && metric.metricName().group().equals(CONSUMERS)
                    && partition != null
                    && !tags.getOrDefault("client-id", "").endsWith(RESTORING)
                    && metric.metricValue() instanceof Double lag
                    && lag > 0) { // nor NaN
                records.merge(Integer.valueOf(partition), lag, Math::max); // a topic may be there under two spellings
            }
        }
        for (var task : tasks) {
            task.endOffsets().forEach((partition, last) -> {
                long next = task.committedOffsets().getOrDefault(partition, -1L);
                if (next >= 0 && next <= last) { // else nothing was committed here, or fetched since
                    records.merge(partition.partition(), (double) (last + 1 - next), Double::sum);
                }
            });
        }
        return records.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
