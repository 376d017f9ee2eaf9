package io.maskstream.worker.topology.runtime.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a worker takes part in Kafka.
 *
 * @param properties Kafka's own, as its documentation has them; {@code bootstrap.servers} at least
 * @param applicationId workers with one id share the partitions
 * @param instanceId unique among live workers
 * @param longestRead most time that one image may take to be read
 * @param maskLimitBytes most bytes of a mask in an event
 */
public record KafkaConfig(
        Map<String, String> properties,
        String applicationId,
        String instanceId,
        ProcessingGuarantee guarantee,
        Duration commitInterval,
        int threads,
        Path stateDirectory,
        Duration longestRead,
        int maskLimitBytes) {
    /** What an event has beside its mask: classes, attributes, the reference. */
    private static final int BESIDE_THE_MASK = 64 * 1024;

    /** What a record has beside its event: key and headers. */
    private static final int BESIDE_THE_EVENT = 64 * 1024;

    /** A worker that was killed is missed after this long; brokers allow no less by default. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    /** Kafka's clients count multiples of it in milliseconds, as an int. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final String PROTOCOL = "group.protocol";
    private static final String CLIENT_ID = "client.id";
    private static final String SESSION_TIMEOUT = "session.timeout.ms";
    private static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";
    private static final List<String> MAIN_CONSUMER = List.of("main.consumer.", "consumer.", "");
    private static final Map<String, String> OURS = Map.of(
            "application.id", "application.id",
            "processing.guarantee", "processing.guarantee",
            "num.stream.threads", "stream.threads",
            "commit.interval.ms", "commit.interval",
            "state.dir", "state.dir",
            "group.instance.id", "instance.id",
            "transactional.id", "instance.id");

    public KafkaConfig {
        properties = Map.copyOf(properties);
        requireNonNull(applicationId, "applicationId is null");
        requireNonNull(instanceId, "instanceId is null");
        requireNonNull(guarantee, "guarantee is null");
        requireNonNull(stateDirectory, "stateDirectory is null");
        for (String name : properties.keySet()) {
            String bare = name.replaceFirst("^(main\\.consumer|consumer|producer|admin)\\.", "");
            if (OURS.containsKey(bare)) {
                throw new IllegalArgumentException(
                        "kafka.%s cannot be set: set %s instead".formatted(name, OURS.get(bare)));
            }
        }
        if (!properties.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka.bootstrap.servers is missing: say where Kafka is, host:port");
        }
        if (properties.containsKey(PROTOCOL)
                && GroupProtocol.named(properties.get(PROTOCOL)).isEmpty()) {
            throw new IllegalArgumentException(
                    "kafka.group.protocol must be classic or streams, not \"%s\"".formatted(properties.get(PROTOCOL)));
        }
        checkSession(properties);
        if (commitInterval.isZero()
                || commitInterval.isNegative()
                || longestRead.isZero()
                || longestRead.isNegative()) {
            throw new IllegalArgumentException("commit.interval and source.timeout must be more than 0");
        }
        if (commitInterval.compareTo(LONGEST) > 0 || longestRead.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "commit.interval and source.timeout must be at most %d h".formatted(LONGEST.toHours()));
        }
        if (guarantee == ProcessingGuarantee.EXACTLY_ONCE) {
            checkTransaction(properties, commitInterval);
        }
        if (maskLimitBytes > Integer.MAX_VALUE - BESIDE_THE_MASK - BESIDE_THE_EVENT) {
            throw new IllegalArgumentException(
                    "mask.inline-limit must leave room for the rest of a record: at most %d bytes"
                            .formatted(Integer.MAX_VALUE - BESIDE_THE_MASK - BESIDE_THE_EVENT));
        }
    }

    private static void checkSession(Map<String, String> properties) {
        for (String prefix : MAIN_CONSUMER) {
            String millis = properties.get(prefix + SESSION_TIMEOUT);
            if (millis != null && !millis.matches("\\d{1,9}")) {
                throw new IllegalArgumentException("kafka.%s%s must be a number of milliseconds, not \"%s\""
                        .formatted(prefix, SESSION_TIMEOUT, millis));
            }
        }
    }

    /** Kafka Streams refuses it with a stack trace; what is no number Kafka's client refuses in a sentence. */
    private static void checkTransaction(Map<String, String> properties, Duration commitInterval) {
        for (String name : List.of("producer." + TRANSACTION_TIMEOUT, TRANSACTION_TIMEOUT)) {
            String millis = properties.getOrDefault(name, "");
            if (millis.matches("\\d{1,9}") && Long.parseLong(millis) < commitInterval.toMillis()) {
                throw new IllegalArgumentException(
                        "kafka.%s must be no less than commit.interval (%d ms), or no transaction comes to its commit, not \"%s\""
                                .formatted(name, commitInterval.toMillis(), millis));
            }
        }
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return requireNonNull(properties.get("bootstrap.servers"));
    }

    /** Most bytes of an event's value. */
    public int maxEventBytes() {
        return Math.addExact(maskLimitBytes, BESIDE_THE_MASK);
    }

    /** Most bytes of a record that this worker sends. */
    public int maxRecordBytes() {
        return Math.addExact(maxEventBytes(), BESIDE_THE_EVENT);
    }

    /** The largest mask for which a record has at most so many bytes; 0 or less where there is none. */
    public int maskLimitFor(int recordBytes) {
        return recordBytes - BESIDE_THE_MASK - BESIDE_THE_EVENT;
    }

    /** How the group agrees; the classic protocol where nobody says. */
    public GroupProtocol groupProtocol() {
        return GroupProtocol.named(properties.getOrDefault(PROTOCOL, "")).orElse(GroupProtocol.CLASSIC);
    }

    /** After how long the classic protocol misses a worker. */
    public Duration sessionTimeout() {
        return MAIN_CONSUMER.stream()
                .map(prefix -> properties.get(prefix + SESSION_TIMEOUT))
                .filter(Objects::nonNull)
                .findFirst()
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .orElse(SESSION);
    }

    /** What this worker's clients call themselves; empty where the user gave them a name, which other workers may have too. */
    public Optional<String> ownClientId() {
        return properties.containsKey(CLIENT_ID) ? Optional.empty() : Optional.of(applicationId + "-" + instanceId);
    }
}
