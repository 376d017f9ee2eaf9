package io.maskstream.worker.topology;

import static java.util.Objects.requireNonNull;

/**
 * Which topics, and what to do where they are missing.
 *
 * @param prefix of their names
 * @param create whether missing topics are created at the start
 * @param partitions of created topics, 1 or more
 * @param replication copies of created topics, or -1 for the broker's default
 */
public record TopicsConfig(String prefix, boolean create, int partitions, int replication) {
    public TopicsConfig {
        requireNonNull(prefix, "prefix is null");
    }

    /** The names. */
    public Topics topics() {
        return new Topics(prefix);
    }
}
