package io.maskstream.worker.topology.runtime.topics;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.PendingChangelog;
import io.maskstream.worker.topology.TopicsConfig;
import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees to it that the topics are there, and that every partition has a leader that answers, within a bounded time. */
public final class TopicSetup {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Map<String, String> kafka;
    private final Duration patience;

    /**
     * A check of topics; nothing is asked yet.
     *
     * @param kafka Kafka's own settings
     * @param patience longest time for each question
     */
    public TopicSetup(Map<String, String> kafka, Duration patience) {
        this.kafka = Map.copyOf(kafka);
        this.patience = patience;
    }

    /**
     * Creates what is missing, where that is allowed.
     *
     * @throws TopicsException where Kafka does not answer, or a topic is missing and may not be created
     */
    public TopicsFound ensure(TopicsConfig config) throws TopicsException, InterruptedException {
        var topics = config.topics().all();
        try (var admin = Admin.create(settings())) {
            var missing = missing(admin, topics);
            if (!missing.isEmpty() && !config.create()) {
                throw new TopicsException("there is no topic %s, and topics.create is false; create it: %s"
                        .formatted(String.join(", ", missing), command(missing, config.partitions())));
            }
            create(admin, missing, config);
            return untilAnswered(topics, () -> TopicsFound.read(admin, config.topics(), withLeaders(admin, topics)));
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (KafkaException failed) {
            throw failure(failed);
        }
    }

    /**
     * Creates nothing.
     *
     * @return number of partitions by topic
     * @throws TopicsException where Kafka does not answer, or a topic is missing
     */
    public Map<String, Integer> require(Collection<String> topics) throws TopicsException, InterruptedException {
        try (var admin = Admin.create(settings())) {
            var missing = missing(admin, topics);
            if (!missing.isEmpty()) {
                throw new TopicsException("there is no topic %s; start a worker first, which creates it"
                        .formatted(String.join(", ", missing)));
            }
            return untilAnswered(topics, () -> withLeaders(admin, topics));
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (KafkaException failed) {
            throw failure(failed);
        }
    }

    /**
     * Sees to it that a topic of one partition is there that keeps the last record of each key for good.
     *
     * @throws TopicsException where Kafka does not answer or does not let it be created, or the topic forgets
     */
    public void ensureKept(String topic) throws TopicsException, InterruptedException {
        try (var admin = Admin.create(settings())) {
            var kept = new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            if (!missing(admin, List.of(topic)).isEmpty()) {
                unlessExists(topic, admin.createTopics(List.of(kept)).all());
            }
            untilAnswered(List.of(topic), () -> withLeaders(admin, List.of(topic)));
            if (TopicsFound.forgets(admin, topic)) {
                throw new TopicsException(
                        "the topic %s does not keep its records for good (cleanup.policy): set it to compact alone"
                                .formatted(topic));
            }
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (KafkaException failed) {
            throw failure(failed);
        }
    }

    /**
     * Sees to it that the changelog of pending images, where it is there already, is as the images topic is now: with as many partitions, and room for its records;
     * and is compacted often.
     *
     * @return as it is to be made where it is not there
     * @throws TopicsException where Kafka does not answer, or does not let it be changed; the message has the command that does
     */
    public PendingChangelog matchChangelog(String changelog, TopicsFound found)
            throws TopicsException, InterruptedException {
        String servers = String.valueOf(kafka.get("bootstrap.servers"));
        String images = found.topics().images();
        try (var admin = Admin.create(settings())) {
            boolean grown = new ChangelogPartitions(servers, changelog, images)
                    .match(admin, requireNonNull(found.partitions().get(images)));
            if (grown) {
                untilAnswered(List.of(changelog), () -> withLeaders(admin, List.of(changelog)));
            }
            return new ChangelogSettings(servers, changelog)
                    .match(admin, PendingChangelog.of(found.largestPendingBytes()));
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (KafkaException failed) {
            throw failure(failed);
        }
    }

    private Map<String, Object> settings() {
        return ClientSettings.questions(kafka, patience);
    }

    private static List<String> missing(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        var missing = new ArrayList<String>();
        for (var description : admin.describeTopics(topics).topicNameValues().entrySet()) {
            if (unlessUnknown(description.getKey(), description.getValue()).isEmpty()) {
                missing.add(description.getKey());
            }
        }
        missing.sort(null);
        return missing;
    }

    private static void create(Admin admin, List<String> missing, TopicsConfig config)
            throws ExecutionException, InterruptedException {
        var topics = missing.stream()
                .map(name -> new NewTopic(
                        name,
                        Optional.of(config.partitions()),
                        config.replication() < 0 ? Optional.empty() : Optional.of((short) config.replication())))
                .toList();
        for (var creation : admin.createTopics(topics).values().entrySet()) {
            unlessExists(creation.getKey(), creation.getValue());
        }
    }

    private static void unlessExists(String topic, KafkaFuture<Void> creation)
            throws ExecutionException, InterruptedException {
        try {
            creation.get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) { // another process was first
                throw Refusal.about(topic, failed);
            }
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    /** A topic that was just created is not known to every broker at once, and its leaders not to themselves. */
    private <T> T untilAnswered(Collection<String> topics, Question<T> question)
            throws ExecutionException, InterruptedException, TopicsException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                return question.ask();
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof RetriableException)) {
                    throw failed;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        throw new TopicsException("the topics %s have no leader after %d s; look at the brokers' health"
                .formatted(String.join(", ", topics), patience.toSeconds()));
    }

    private static Map<String, Integer> withLeaders(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        var descriptions = admin.describeTopics(topics).allTopicNames().get();
        var partitions = descriptions.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        admin.listOffsets(partitions).all().get();
        return descriptions.values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.partitions().size()));
    }

    private static <T> Optional<T> unlessUnknown(String topic, KafkaFuture<T> future)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw Refusal.about(topic, failed);
        }
    }

    private TopicsException failure(Throwable cause) {
        var refusal = Refusal.of(cause);
        if (refusal.isPresent()) {
            return new TopicsException(refusal.get().sentence(String.valueOf(kafka.get("bootstrap.servers"))), cause);
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = cause instanceof TimeoutException
                ? "did not answer within %d s".formatted(patience.toSeconds())
                : "cannot be used: " + root.getMessage();
        return new TopicsException(
                "Kafka at %s %s; is it running, and are its address (bootstrap.servers) and its security (security.protocol) right?"
                        .formatted(kafka.get("bootstrap.servers"), why),
                cause);
    }

    private String command(List<String> missing, int partitions) {
        return missing.stream()
                .map(topic -> "kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions %d"
                        .formatted(kafka.get("bootstrap.servers"), topic, partitions))
                .collect(Collectors.joining(" && "));
    }
}
