package io.maskstream.bench.load;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.client.ClientConfig;
import io.maskstream.worker.client.Reference;
import io.maskstream.worker.client.Submitter;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.TopicsConfig;
import io.maskstream.worker.topology.runtime.topics.TopicSetup;
import io.maskstream.worker.topology.runtime.topics.TopicsException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The bench's view of its broker: makes topics, fills them, and tells how far they have grown. Used by one thread. */
public final class Kafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final Admin admin;

    public Kafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates a worker's topics, and waits until each has a leader. */
    public Topics create(String prefix, int partitions) throws IOException, InterruptedException {
        try {
            new TopicSetup(client(prefix).kafka(), PATIENCE).ensure(new TopicsConfig(prefix, true, partitions, 1));
            return new Topics(prefix);
        } catch (TopicsException refused) {
            throw new IOException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Puts references onto the images topic; returns when Kafka has all of them. */
    public void fill(Topics topics, Iterator<Reference> references) throws IOException, InterruptedException {
        var reason = new AtomicReference<@Nullable String>();
        try {
            var report = new Submitter(client(topics.prefix())).submit(references, new Submitter.Listener() {
                @Override
                public void submitted(Reference reference) {
                    // counted by the submitter
                }

                @Override
                public void failed(Reference reference, String why) {
                    reason.set(why);
                }
            });
            if (report.failed() > 0) {
                throw new IOException("Kafka did not take %d of the references: %s".formatted(report.failed(), reason));
            }
        } catch (TopicsException refused) {
            throw new IOException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private ClientConfig client(String prefix) {
        return new ClientConfig(Map.of("bootstrap.servers", bootstrapServers), new Topics(prefix), PATIENCE);
    }

    /** Records ever appended to a topic, with the markers of transactions. */
    public long appended(String topic) throws IOException, InterruptedException {
        return ends(Set.of(topic)).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** The end of each partition of some topics. */
    public Map<TopicPartition, ListOffsetsResultInfo> ends(Set<String> topics)
            throws IOException, InterruptedException {
        try {
            var asked = new HashMap<TopicPartition, OffsetSpec>();
            admin.describeTopics(topics).allTopicNames().get().forEach((name, description) -> description
                    .partitions()
                    .forEach(partition ->
                            asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            return admin.listOffsets(asked).all().get();
        } catch (ExecutionException failed) {
            throw failure("offsets", failed);
        }
    }

    /** The topics that keep the state of a worker with this prefix. */
    public Set<String> changelogs(String prefix) throws IOException, InterruptedException {
        try {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(prefix + "-") && name.endsWith("-changelog"))
                    .collect(Collectors.toSet());
        } catch (ExecutionException failed) {
            throw failure("topics", failed);
        }
    }

    /** Bytes on disk of some topics, segments that were cleaned already not counted. */
    public long bytes(Set<String> topics) throws IOException, InterruptedException {
        try {
            var brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            long sum = 0;
            for (var folders :
                    admin.describeLogDirs(brokers).allDescriptions().get().values()) {
                for (var folder : folders.values()) {
                    for (var replica : folder.replicaInfos().entrySet()) {
                        if (topics.contains(replica.getKey().topic())) {
                            sum += replica.getValue().size();
                        }
                    }
                }
            }
            return sum;
        } catch (ExecutionException failed) {
            throw failure("sizes", failed);
        }
    }

    /** Removes topics, so that later measurements have the disk and the cache to themselves. */
    public void delete(List<String> topics) throws IOException, InterruptedException {
        try {
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException failed) {
            throw failure("topics", failed);
        }
    }

    private static IOException failure(String what, ExecutionException failed) {
        Throwable cause = requireNonNull(failed.getCause());
        return new IOException("the broker does not tell its %s: %s".formatted(what, cause.getMessage()), cause);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
