package io.maskstream.worker.doctor.kafka;

import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.group.AdminGroups;
import io.maskstream.worker.topology.runtime.group.BrokerProtocols;
import io.maskstream.worker.topology.runtime.group.Group;
import io.maskstream.worker.topology.runtime.group.GroupException;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Asks with an admin client, which it opens at the first question. One thread. */
public final class AdminFacts implements KafkaFacts, AutoCloseable {
    private final KafkaConfig config;
    private final Duration patience;
    private @Nullable Admin admin;

    /** @param patience longest time of a question */
    public AdminFacts(KafkaConfig config, Duration patience) {
        this.config = config;
        this.patience = patience;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    @Override
    public Cluster cluster() throws FactsException, InterruptedException {
        return ask(client -> {
            var cluster = client.describeCluster();
            var brokers = cluster.nodes().get().stream()
                    .map(node -> node.host() + ":" + node.port())
                    .sorted()
                    .toList();
            return new Cluster(cluster.clusterId().get(), brokers, metadataVersion(client));
        });
    }

    private static OptionalInt metadataVersion(Admin client) throws InterruptedException {
        try {
            var range = client.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get("metadata.version");
            return range == null ? OptionalInt.empty() : OptionalInt.of(range.maxVersionLevel());
        } catch (ExecutionException unknown) {
            return OptionalInt.empty();
        }
    }

    @Override
    public Map<String, TopicState> topics(Collection<String> names) throws FactsException, InterruptedException {
        return ask(client -> {
            var states = new HashMap<String, TopicState>();
            for (var description :
                    client.describeTopics(names).topicNameValues().entrySet()) {
                try {
                    var topic = description.getValue().get();
                    states.put(topic.name(), state(topic, settings(client, topic.name())));
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw Refusal.about(description.getKey(), failed);
                    }
                }
            }
            return states;
        });
    }

    private static TopicState state(TopicDescription topic, Optional<Config> settings) {
        var leaderless = topic.partitions().stream()
                .filter(partition ->
                        partition.leader() == null || partition.leader().isEmpty())
                .map(partition -> partition.partition())
                .toList();
        return new TopicState(
                topic.partitions().size(),
                leaderless,
                settings.flatMap(config -> value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                        .map(bytes -> OptionalInt.of(Integer.parseInt(bytes)))
                        .orElse(OptionalInt.empty()),
                settings.flatMap(config -> value(config, TopicConfig.CLEANUP_POLICY_CONFIG))
                        .orElse(""));
    }

    private static Optional<Config> settings(Admin client, String topic)
            throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return Optional.ofNullable(
                    client.describeConfigs(List.of(resource)).all().get().get(resource));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static Optional<String> value(Config settings, String name) {
        var entry = settings.get(name);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.value());
    }

    @Override
    public BrokerProtocols protocols() throws FactsException, InterruptedException {
        return ask(BrokerProtocols::read);
    }

    @Override
    public Optional<Group> group() throws FactsException, InterruptedException {
        try {
            return new AdminGroups(admin(), config).find();
        } catch (GroupException unanswered) {
            throw new FactsException(String.valueOf(unanswered.getMessage()), unanswered);
        }
    }

    /** When the quorum is described, its leader gives the present time as the time at which it was last up to date with itself. */
    @Override
    public OptionalLong clock() throws FactsException, InterruptedException {
        return ask(client -> {
            try {
                var quorum = client.describeMetadataQuorum().quorumInfo().get();
                return quorum.voters().stream()
                        .filter(voter -> voter.replicaId() == quorum.leaderId())
                        .findFirst()
                        .map(QuorumInfo.ReplicaState::lastCaughtUpTimestamp)
                        .orElse(OptionalLong.empty());
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof AuthorizationException
                        || failed.getCause() instanceof UnsupportedVersionException) {
                    return OptionalLong.empty();
                }
                throw failed;
            }
        });
    }

    private <T> T ask(Question<T> question) throws FactsException, InterruptedException {
        try {
            return question.ask(admin());
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new FactsException(
                    cause instanceof TimeoutException
                            ? "no answer within %d s".formatted(patience.toSeconds())
                            : String.valueOf(cause.getMessage()),
                    cause);
        }
    }

    private Admin admin() throws FactsException {
        if (admin == null) {
            var settings = ClientSettings.of(config.properties(), "admin.", AdminClientConfig.configNames());
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
            try {
                admin = Admin.create(settings);
            } catch (KafkaException refused) {
                Throwable cause = refused.getCause() == null ? refused : refused.getCause();
                throw new FactsException(String.valueOf(cause.getMessage()), refused);
            }
        }
        return admin;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO); // a question without an answer would hold it up
        }
    }
}
