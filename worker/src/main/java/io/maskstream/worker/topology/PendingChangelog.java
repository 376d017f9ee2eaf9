package io.maskstream.worker.topology;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topic in which Kafka Streams keeps the pending images of a group of workers.
 *
 * @param largestBytes most bytes of a record on it
 * @param settings what it is to be set to, beside what Kafka Streams sets
 */
public record PendingChangelog(int largestBytes, Map<String, String> settings) {
    /**
     * Most bytes of a segment, unless records are as large. Brokers compact only segments that are full, and whoever takes a partition over reads all
     * that is left: with Kafka's default, 1 GiB of what was pending long ago.
     */
    private static final int SEGMENT_BYTES = 4 * 1024 * 1024;

    public PendingChangelog {
        settings = Map.copyOf(settings);
    }

    /** Compacted often. */
    public static PendingChangelog of(int largestBytes) {
        return new PendingChangelog(
                largestBytes,
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestBytes),
                        TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(Math.max(SEGMENT_BYTES, largestBytes))));
    }

    /** For brokers that do not let anybody set segments, as those of some who run Kafka for others. */
    public PendingChangelog withoutSegments() {
        return new PendingChangelog(
                largestBytes, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestBytes)));
    }

    /** Its name, as Kafka Streams makes it. */
    public static String name(String applicationId) {
        return applicationId + "-" + SegmentationTopology.PENDING + "-changelog";
    }
}
