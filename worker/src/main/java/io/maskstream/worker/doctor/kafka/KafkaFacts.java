package io.maskstream.worker.doctor.kafka;

import io.maskstream.worker.topology.runtime.group.BrokerProtocols;
import io.maskstream.worker.topology.runtime.group.Group;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What can be asked of Kafka. Each question ends within some seconds. */
public interface KafkaFacts {

    /**
     * The cluster.
     *
     * @param brokers as {@code host:port}
     * @param metadataVersion level of the feature metadata.version, which rises with Kafka's releases; empty where brokers do not tell
     */
    record Cluster(String id, List<String> brokers, OptionalInt metadataVersion) {
        public Cluster {
            brokers = List.copyOf(brokers);
        }
    }

    /**
     * A topic.
     *
     * @param leaderless partitions that have no leader
     * @param largestRecordBytes its max.message.bytes; empty where it may not be read
     * @param cleanupPolicy such as {@code delete}; empty where it may not be read
     */
    record TopicState(int partitions, List<Integer> leaderless, OptionalInt largestRecordBytes, String cleanupPolicy) {
        public TopicState {
            leaderless = List.copyOf(leaderless);
        }
    }

    Cluster cluster() throws FactsException, InterruptedException;

    /** Those that are there. */
    Map<String, TopicState> topics(Collection<String> names) throws FactsException, InterruptedException;

    BrokerProtocols protocols() throws FactsException, InterruptedException;

    /** The group of workers, where somebody is in it. */
    Optional<Group> group() throws FactsException, InterruptedException;

    /** The time at the cluster's controller, in ms since 1970; empty where it does not tell. */
    OptionalLong clock() throws FactsException, InterruptedException;
}
