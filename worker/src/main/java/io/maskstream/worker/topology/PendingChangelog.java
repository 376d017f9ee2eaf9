package io.maskstream.worker.topology;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topic in which Kafka Streams keeps the pending images of a group of workers. */
public final class PendingChangelog {
    /**
     * Most bytes of a segment, unless records are as large. Brokers compact only segments that are full, and whoever takes a partition over reads all
     * that is left: with Kafka's default, 1 GiB of what was pending long ago.
     */
    private static final int SEGMENT_BYTES = 4 * 1024 * 1024;

    private PendingChangelog() {}

    /** Its name, as Kafka Streams makes it. */
    public static String name(String applicationId) {
        return applicationId + "-" + SegmentationTopology.PENDING + "-changelog";
    }

    /**
     * What it is to be set to, beside what Kafka Streams sets.
     *
     * @param largestPendingBytes most bytes of a record on it
     */
    public static Map<String, String> settings(int largestPendingBytes) {
        return Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestPendingBytes),
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(Math.max(SEGMENT_BYTES, largestPendingBytes)));
    }
}
