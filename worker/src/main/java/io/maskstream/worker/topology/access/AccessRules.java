package io.maskstream.worker.topology.access;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.PendingChangelog;
import io.maskstream.worker.topology.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * The least rights by which each command does all that it does.
 *
 * <p>With Kafka's StandardAuthorizer Read and Write include Describe, and Write on a topic includes IdempotentWrite on the cluster (KIP-679); where an
 * authorizer has it otherwise, these have to be added.
 *
 * @param applicationId name of the group, and of what Kafka Streams keeps for it
 * @param exactlyOnce whether workers write in transactions
 * @param streamsProtocol whether the group has the protocol of KIP-1071
 */
public record AccessRules(Topics topics, String applicationId, boolean exactlyOnce, boolean streamsProtocol) {
    public AccessRules {
        requireNonNull(topics, "topics is null");
    }

    /** What this role needs, in the order in which it comes upon it. */
    public List<Grant> of(Role role) {
        return switch (role) {
            case WORKER -> worker();
            case CREATOR -> creator();
            case SUBMIT -> List.of(Grant.topic(topics.images(), "Write"));
            case COLLECT -> outputs("Read");
            case REPLAY -> replay();
            case DOCTOR -> doctor();
        };
    }

    private List<Grant> worker() {
        var grants = new ArrayList<Grant>();
        grants.add(Grant.topic(topics.images(), "Read", "DescribeConfigs"));
        grants.addAll(outputs("Write", "DescribeConfigs"));
        // Kafka Streams makes this one for itself.
        grants.add(Grant.topic(changelog(), "Create", "Read", "Write", "DescribeConfigs"));
        grants.add(
                streamsProtocol
                        ? Grant.group(applicationId, "Read", "DescribeConfigs")
                        : Grant.group(applicationId, "Read"));
        if (exactlyOnce) {
            grants.add(Grant.transactions(TransactionalIds.prefix(applicationId), true));
        }
        return grants;
    }

    private List<Grant> creator() {
        var grants = new ArrayList<Grant>();
        topics.all().forEach(topic -> grants.add(Grant.topic(topic, "Create")));
        grants.add(Grant.topic(changelog(), "Alter", "AlterConfigs"));
        return grants;
    }

    /** What was failed goes back to the images, and a topic of its own remembers that it did. */
    private List<Grant> replay() {
        return List.of(
                Grant.topic(topics.failures(), "Read"),
                Grant.topic(topics.images(), "Read", "Write"),
                Grant.topic(topics.prefix() + ".replays", "Create", "Read", "Write"),
                Grant.transactions(topics.prefix() + "-replay", false));
    }

    private List<Grant> doctor() {
        var grants = new ArrayList<Grant>();
        topics.all().forEach(topic -> grants.add(Grant.topic(topic, "Describe", "DescribeConfigs")));
        grants.add(Grant.topic(changelog(), "Describe", "DescribeConfigs"));
        grants.add(Grant.group(applicationId, "Describe"));
        grants.add(Grant.cluster("Describe", "DescribeConfigs")); // its clock, and the group protocols that it has
        return grants;
    }

    private List<Grant> outputs(String... operations) {
        return List.of(topics.masks(), topics.latency(), topics.failures()).stream()
                .map(topic -> Grant.topic(topic, operations))
                .toList();
    }

    private String changelog() {
        return PendingChangelog.name(applicationId);
    }
}
