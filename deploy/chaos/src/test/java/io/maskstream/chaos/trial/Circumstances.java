package io.maskstream.chaos.trial;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What Kafka says of a group that does not go on: whether outcomes are missing, or there and not committed, and who has what. */
final class Circumstances {
    private final Admin admin;
    private final String group;
    private final List<String> lines = new ArrayList<>();

    private Circumstances(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** What there is to say, a line each; what Kafka does not answer is said, too. */
    static List<String> of(String bootstrapServers, String group) throws InterruptedException {
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "request.timeout.ms",
                5_000,
                "default.api.timeout.ms",
                15_000))) {
            var circumstances = new Circumstances(admin, group);
            circumstances.say("member", circumstances::members);
            circumstances.say("transaction", circumstances::transactions);
            circumstances.say("offsets", circumstances::offsets);
            return circumstances.lines;
        }
    }

    @FunctionalInterface
    private interface Question {
        List<String> ask() throws ExecutionException, InterruptedException;
    }

    private void say(String what, Question question) throws InterruptedException {
        try {
            question.ask().forEach(line -> lines.add(what + " " + line));
        } catch (ExecutionException unanswered) {
            lines.add(what + ": " + unanswered.getCause());
        }
    }

    private List<String> members() throws ExecutionException, InterruptedException {
        var found = requireNonNull(
                admin.describeConsumerGroups(List.of(group)).all().get().get(group));
        return found.members().stream()
                .map(member -> "%s of the group, which is %s, has %s"
                        .formatted(
                                member.consumerId(),
                                found.groupState(),
                                member.assignment().topicPartitions()))
                .toList();
    }

    private List<String> transactions() throws ExecutionException, InterruptedException {
        return admin.listTransactions().all().get().stream()
                .map(Object::toString)
                .toList();
    }

    /** Of all topics of the group, the end as a committed reader sees it, the real one, and what the group has committed. */
    private List<String> offsets() throws ExecutionException, InterruptedException {
        var names = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(group))
                .toList();
        var partitions = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        var stable = ends(partitions, IsolationLevel.READ_COMMITTED);
        var real = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return partitions.stream()
                .map(partition -> "of %s: %d of %d readable, committed %s"
                        .formatted(partition, stable.get(partition), real.get(partition), committed.get(partition)))
                .toList();
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        var latest = partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(level)).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
