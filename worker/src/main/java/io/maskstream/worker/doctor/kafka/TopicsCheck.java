package io.maskstream.worker.doctor.kafka;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.topology.PendingChangelog;
import io.maskstream.worker.topology.TopicsConfig;
import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import io.maskstream.worker.topology.runtime.topics.TopicsFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the topics are there, have leaders, take the largest event, and keep what they are given. */
public record TopicsCheck(TopicsConfig topics, KafkaConfig config, KafkaFacts facts) implements Check {
    public TopicsCheck {
        requireNonNull(facts, "facts is null");
    }

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public List<String> after() {
        return List.of(BrokerCheck.NAME);
    }

    @Override
    public Finding look() throws InterruptedException {
        try {
            var names = topics.topics().all();
            var found = facts.topics(names);
            String changelog = PendingChangelog.name(config.applicationId());
            var pending = Optional.ofNullable(facts.topics(List.of(changelog)).get(changelog));
            var missing =
                    names.stream().filter(name -> !found.containsKey(name)).toList();
            return missing(missing)
                    .or(() -> leaderless(found))
                    .or(() -> tooSmall(found))
                    .or(() -> compacted(found))
                    .or(() -> pending.flatMap(state -> outgrown(changelog, state, found)))
                    .orElseGet(() -> Finding.ok(summary(found, missing)));
        } catch (FactsException unanswered) {
            return Refusal.of(unanswered)
                    .map(refusal -> Finding.fail("Kafka " + refusal.why(), refusal.remedy()))
                    .orElseGet(() -> Finding.fail(
                            "the topics cannot be described: " + unanswered.getMessage(),
                            "give this user the rights Describe and DescribeConfigs on %s.*"
                                    .formatted(topics.prefix())));
        }
    }

    private Optional<Finding> missing(List<String> missing) {
        if (missing.isEmpty() || topics.create()) {
            return Optional.empty();
        }
        String commands = missing.stream()
                .map(topic -> "kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions %d"
                        .formatted(config.bootstrapServers(), topic, topics.partitions()))
                .collect(Collectors.joining(" && "));
        return Optional.of(Finding.fail(
                "there is no topic %s, and topics.create is false".formatted(String.join(", ", missing)), commands));
    }

    private static Optional<Finding> leaderless(Map<String, KafkaFacts.TopicState> found) {
        return found.entrySet().stream()
                .filter(topic -> !topic.getValue().leaderless().isEmpty())
                .findFirst()
                .map(topic -> Finding.fail(
                        "%s has no leader for its partitions %s"
                                .formatted(topic.getKey(), topic.getValue().leaderless()),
                        "look at the brokers' health: kafka-topics.sh --describe --unavailable-partitions"));
    }

    private Optional<Finding> tooSmall(Map<String, KafkaFacts.TopicState> found) {
        var names = topics.topics();
        for (String topic : List.of(names.masks(), names.failures(), names.latency())) {
            var state = found.get(topic);
            if (state != null
                    && state.largestRecordBytes().isPresent()
                    && state.largestRecordBytes().getAsInt() < config.maxRecordBytes()) {
                int room = state.largestRecordBytes().getAsInt();
                return Optional.of(Finding.fail(
                        "%s takes at most %d bytes a record (max.message.bytes), and a worker may send %d"
                                .formatted(topic, room, config.maxRecordBytes()),
                        TopicsFound.remedy(topic, room, config)));
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> compacted(Map<String, KafkaFacts.TopicState> found) {
        String images = topics.topics().images();
        var state = found.get(images);
        if (state == null || !state.cleanupPolicy().contains("compact")) {
            return Optional.empty();
        }
        return Optional.of(Finding.warn(
                "%s has cleanup.policy=%s: a reference may be gone before a worker has read it"
                        .formatted(images, state.cleanupPolicy()),
                "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config cleanup.policy=delete"
                        .formatted(config.bootstrapServers(), images)));
    }

    /** Kafka Streams made it when the images topic took less, and does not change it. */
    private Optional<Finding> outgrown(
            String changelog, KafkaFacts.TopicState state, Map<String, KafkaFacts.TopicState> found) {
        var images = found.get(topics.topics().images());
        if (images == null
                || images.largestRecordBytes().isEmpty()
                || state.largestRecordBytes().isEmpty()) {
            return Optional.empty();
        }
        int room = state.largestRecordBytes().getAsInt();
        int needed = TopicsFound.pendingBytes(images.largestRecordBytes().getAsInt());
        return room >= needed
                ? Optional.empty()
                : Optional.of(Finding.warn(
                        "%s takes at most %d bytes a record (max.message.bytes), and pending images may need %d: a worker raises it when it starts, where it may (AlterConfigs), and else does not start"
                                .formatted(changelog, room, needed),
                        TopicsFound.raise(config.bootstrapServers(), changelog, needed)));
    }

    private String summary(Map<String, KafkaFacts.TopicState> found, List<String> missing) {
        String there = found.isEmpty()
                ? "none is there yet"
                : "%d with leaders (%s); outputs take %s, at most %d are sent"
                        .formatted(
                                found.size(),
                                found.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(topic -> topic.getKey() + " "
                                                + topic.getValue().partitions())
                                        .collect(Collectors.joining(", ")),
                                room(found),
                                config.maxRecordBytes());
        return missing.isEmpty() ? there : there + "; a worker will create " + String.join(", ", missing);
    }

    private String room(Map<String, KafkaFacts.TopicState> found) {
        var outputs = found.entrySet().stream()
                .filter(topic -> !topic.getKey().equals(topics.topics().images()))
                .map(Map.Entry::getValue)
                .toList();
        if (outputs.isEmpty()
                || outputs.stream().anyMatch(state -> state.largestRecordBytes().isEmpty())) {
            return "what may not be read here";
        }
        return outputs.stream()
                        .mapToInt(state -> state.largestRecordBytes().getAsInt())
                        .min()
                        .getAsInt()
                + " bytes";
    }
}
