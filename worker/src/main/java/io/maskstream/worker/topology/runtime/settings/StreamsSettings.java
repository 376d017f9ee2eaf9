package io.maskstream.worker.topology.runtime.settings;

import io.maskstream.worker.telemetry.Meters;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.assignment.assignors.StickyTaskAssignor;

/**
 * A worker's configuration in Kafka Streams' words. What the user sets under {@code kafka.}, with or without the prefix of a client,
 * goes before the defaults here.
 */
public final class StreamsSettings {
    private static final Duration LINGER = Duration.ofMillis(5);
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    /** How long the transaction of a killed worker may hold up committed readers. */
    private static final Duration TRANSACTION = Duration.ofSeconds(10);

    private static final String[] CLIENTS = {"", "producer.", "consumer.", "main.consumer.", "admin."};

    private final KafkaConfig config;
    private final Properties properties = new Properties();

    private StreamsSettings(KafkaConfig config) {
        this.config = config;
    }

    /** The names that Kafka Streams and its clients know, with and without the prefix of a client. */
    public static Set<String> names() {
        var names = new TreeSet<>(StreamsConfig.configDef().names());
        addWithPrefix(names, ConsumerConfig.configNames(), "", "consumer.", "main.consumer.", "restore.consumer.");
        addWithPrefix(names, ProducerConfig.configNames(), "", "producer.");
        addWithPrefix(names, AdminClientConfig.configNames(), "", "admin.");
        return names;
    }

    private static void addWithPrefix(Set<String> all, Set<String> names, String... prefixes) {
        for (String prefix : prefixes) {
            names.forEach(name -> all.add(prefix + name));
        }
    }

    /** @param largestPending most bytes of a record on the topics that Kafka Streams makes for itself */
    public static Properties of(KafkaConfig config, int internalReplication, int largestPending, Meters meters) {
        return new StreamsSettings(config).build(internalReplication, largestPending, meters);
    }

    private Properties build(int internalReplication, int largestPending, Meters meters) {
        properties.putAll(config.properties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.guarantee().kafkaName());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedOutputs.class.getName());
        properties.put(RefusedOutputs.METERS, meters);

        byDefault("", StreamsConfig.CLIENT_ID_CONFIG, config.applicationId() + "-" + config.instanceId());
        byDefault("", StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.kafkaName());
        byDefault("", StreamsConfig.REPLICATION_FACTOR_CONFIG, internalReplication);
        byDefault("", StreamsConfig.POLL_MS_CONFIG, 2); // the default, 100, would delay what is due on a quiet topic
        byDefault(
                "main.consumer.", ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 32); // a shutdown waits for a poll's records
        byDefault("main.consumer.", ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(longestPoll()));
        if (config.groupProtocol() == GroupProtocol.CLASSIC) {
            member();
        }
        if (config.guarantee() == ProcessingGuarantee.AT_LEAST_ONCE) {
            // What a sender took back is no image: a replay that was killed would bring it once more.
            byDefault("main.consumer.", ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        byDefault("producer.", ProducerConfig.LINGER_MS_CONFIG, Math.toIntExact(linger().toMillis()));
        byDefault(
                "producer.", ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(config.maxRecordBytes(), largestPending));
        if (config.guarantee() == ProcessingGuarantee.EXACTLY_ONCE) {
            long transaction =
                    Math.max(TRANSACTION.toMillis(), 2 * config.commitInterval().toMillis());
            byDefault("producer.", ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(transaction));
        }
        return properties;
    }

    /** Of the classic protocol alone: Kafka Streams refuses static members in the other, where sessions are the broker's affair. */
    private void member() {
        int session = Math.toIntExact(config.sessionTimeout().toMillis());
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), config.instanceId());
        byDefault("consumer.", ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        // How soon the others hear that a worker is back, and that its partitions are to be handed over.
        byDefault("consumer.", ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(HEARTBEAT.toMillis()));
        // What is pending is soon restored. Kafka Streams' default keeps an added worker waiting for ten minutes
        // where changelogs have seen more than 10,000 records, and then moves two partitions (KIP-441).
        byDefault("", StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, StickyTaskAssignor.class.getName());
    }

    /** Nobody reads an outcome before its commit, which sends what lingers: fewer requests cost nothing. Else each is sent at once. */
    private Duration linger() {
        return config.guarantee() == ProcessingGuarantee.EXACTLY_ONCE ? LINGER : Duration.ZERO;
    }

    /** Kafka Streams polls again after half of the interval, and an image that was begun by then has still to end. */
    private long longestPoll() {
        return Math.max(
                Duration.ofMinutes(5).toMillis(), 4 * config.longestRead().toMillis());
    }

    private void byDefault(String client, String name, Object value) {
        for (String prefix : CLIENTS) {
            if (config.properties().containsKey(prefix + name)) {
                return;
            }
        }
        properties.put(client + name, value);
    }
}
