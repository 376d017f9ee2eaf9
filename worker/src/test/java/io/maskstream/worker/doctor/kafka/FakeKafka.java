package io.maskstream.worker.doctor.kafka;

import io.maskstream.worker.topology.runtime.group.BrokerProtocols;
import io.maskstream.worker.topology.runtime.group.Group;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A Kafka of which everything is said by the test. */
final class FakeKafka implements KafkaFacts {
    boolean silent;
    Cluster cluster = new Cluster("id", List.of("kafka:9092"), OptionalInt.empty());
    final Map<String, TopicState> topics = new HashMap<>();
    BrokerProtocols protocols = new BrokerProtocols(1, List.of());
    Optional<Group> group = Optional.empty();
    OptionalLong clock = OptionalLong.empty();

    @Override
    public Cluster cluster() throws FactsException {
        if (silent) {
            throw new FactsException("no answer");
        }
        return cluster;
    }

    @Override
    public Map<String, TopicState> topics(Collection<String> names) {
        var found = new HashMap<>(topics);
        found.keySet().retainAll(names);
        return found;
    }

    @Override
    public BrokerProtocols protocols() {
        return protocols;
    }

    @Override
    public Optional<Group> group() {
        return group;
    }

    @Override
    public OptionalLong clock() {
        return clock;
    }
}
