package io.maskstream.worker.topology.runtime.topics;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics as they are.
 *
 * @param partitions how many, by topic
 * @param largestRecordBytes most bytes of a record batch that it takes ({@code max.message.bytes}), by topic
 */
public record TopicsFound(Topics topics, Map<String, Integer> partitions, Map<String, Integer> largestRecordBytes) {
    /** Kafka's default of {@code max.message.bytes}, taken for a topic whose settings this worker may not read. */
    public static final int ASSUMED_BYTES = 1_048_588;

    /** What is remembered of a record beside its own bytes. */
    private static final int BESIDE_A_PENDING_RECORD = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(TopicsFound.class);

    public TopicsFound {
        requireNonNull(topics, "topics is null");
        partitions = Map.copyOf(partitions);
        largestRecordBytes = Map.copyOf(largestRecordBytes);
    }

    /** Most bytes of a record on the images topic. */
    public int largestImageRecordBytes() {
        return largestRecordBytes.getOrDefault(topics.images(), ASSUMED_BYTES);
    }

    /** Most bytes of a record of a pending image: one of the images topic, and what is remembered beside it. */
    public int largestPendingBytes() {
        return pendingBytes(largestImageRecordBytes());
    }

    /** As {@link #largestPendingBytes()}, for what the images topic takes. */
    public static int pendingBytes(int largestImageRecordBytes) {
        return (int) Math.min(Integer.MAX_VALUE, (long) largestImageRecordBytes + BESIDE_A_PENDING_RECORD);
    }

    /**
     * Checks that each output takes what a worker may send.
     *
     * @throws TopicsException where one does not: it would refuse the largest events when it is too late
     */
    public void requireRoom(KafkaConfig config) throws TopicsException {
        for (String topic : List.of(topics.masks(), topics.failures(), topics.latency())) {
            int room = largestRecordBytes.getOrDefault(topic, ASSUMED_BYTES);
            if (room < config.maxRecordBytes()) {
                throw new TopicsException(
                        "the topic %s takes at most %d bytes a record (max.message.bytes), and this worker may send %d: %s"
                                .formatted(topic, room, config.maxRecordBytes(), remedy(topic, room, config)));
            }
        }
    }

    /** What makes room on a topic: a setting of the worker, or a command for the topic. */
    public static String remedy(String topic, int room, KafkaConfig config) {
        int mask = config.maskLimitFor(room);
        String raise = raise(config.bootstrapServers(), topic, config.maxRecordBytes());
        return mask < 1
                ? "raise it with " + raise
                : "lower mask.inline-limit to %d, or raise it with %s".formatted(mask, raise);
    }

    /** The command that lets a topic take records of so many bytes. */
    public static String raise(String bootstrapServers, String topic, int bytes) {
        return "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config max.message.bytes=%d"
                .formatted(bootstrapServers, topic, bytes);
    }

    static TopicsFound read(Admin admin, Topics topics, Map<String, Integer> partitions)
            throws ExecutionException, InterruptedException {
        return new TopicsFound(topics, partitions, limits(admin, topics.all()));
    }

    private static Map<String, Integer> limits(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        var limits = new HashMap<String, Integer>();
        for (var answer : admin.describeConfigs(resources).values().entrySet()) {
            limits.put(answer.getKey().name(), limit(answer.getValue()));
        }
        if (limits.containsValue(UNREADABLE)) {
            log.warn(
                    "Kafka does not let the topics' settings be read (DescribeConfigs); taking their max.message.bytes for {}",
                    ASSUMED_BYTES);
            limits.replaceAll((topic, bytes) -> bytes == UNREADABLE ? ASSUMED_BYTES : bytes);
        }
        return limits;
    }

    /** Whether a topic's records go one day though nothing replaces them; false where its settings may not be read. */
    static boolean forgets(Admin admin, String topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            var policy = settings == null ? null : settings.get(TopicConfig.CLEANUP_POLICY_CONFIG);
            return policy != null && policy.value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw failed;
        }
    }

    private static final int UNREADABLE = -1;

    private static int limit(KafkaFuture<Config> answer) throws ExecutionException, InterruptedException {
        try {
            var entry = answer.get().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return entry == null ? UNREADABLE : Integer.parseInt(entry.value());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof AuthorizationException) {
                return UNREADABLE;
            }
            throw failed;
        }
    }
}
