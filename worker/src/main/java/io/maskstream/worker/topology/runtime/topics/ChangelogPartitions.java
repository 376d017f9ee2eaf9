package io.maskstream.worker.topology.runtime.topics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many partitions the changelog of pending images has: as many as the images topic.
 *
 * <p>Kafka Streams makes it once, and from then on refuses to run where the images topic was given more. For a store of keys it has to, for they would be
 * looked for in other partitions; our stores hold what is pending of their own partition alone, so that more of them do no harm.
 *
 * @param bootstrapServers where Kafka is, for commands to copy
 * @param images the images topic
 */
record ChangelogPartitions(String bootstrapServers, String changelog, String images) {
    private static final Logger log = LoggerFactory.getLogger(ChangelogPartitions.class);

    /**
     * Adds what the changelog lacks; does nothing where it is not there, for whoever makes it counts.
     *
     * @param wanted partitions of the images topic
     * @return whether it lacked any
     * @throws TopicsException where it has more, or this user may not add any; the message has the command that mends it
     */
    boolean match(Admin admin, int wanted) throws TopicsException, ExecutionException, InterruptedException {
        int present = count(admin);
        if (present == 0 || present == wanted) {
            return false;
        }
        if (present > wanted) {
            throw new TopicsException(
                    "the topic %s has %d partitions, and %s only %d: if that was created anew, delete the former with kafka-topics.sh --bootstrap-server %s --delete --topic %s, which forgets the images that were pending; else give the latter as many"
                            .formatted(changelog, present, images, wanted, bootstrapServers, changelog));
        }
        try {
            admin.createPartitions(Map.of(changelog, NewPartitions.increaseTo(wanted)))
                    .all()
                    .get();
            log.info("the topic {} has {} partitions from now on, as {}, not {}", changelog, wanted, images, present);
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InvalidPartitionsException && count(admin) == wanted) {
                return true; // another worker was first
            }
            throw new TopicsException(
                    "the topic %s has %d partitions, and %s %d; Kafka does not let this worker add them (%s), so add them with kafka-topics.sh --bootstrap-server %s --alter --topic %s --partitions %d"
                            .formatted(
                                    changelog,
                                    present,
                                    images,
                                    wanted,
                                    failed.getCause() instanceof AuthorizationException
                                            ? "Alter"
                                            : String.valueOf(failed.getMessage()),
                                    bootstrapServers,
                                    changelog,
                                    wanted),
                    failed);
        }
    }

    private int count(Admin admin) throws ExecutionException, InterruptedException {
        try {
            var topics =
                    admin.describeTopics(List.of(changelog)).allTopicNames().get();
            return topics.values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw failed;
        }
    }
}
