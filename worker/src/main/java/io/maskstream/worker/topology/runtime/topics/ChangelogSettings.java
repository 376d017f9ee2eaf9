package io.maskstream.worker.topology.runtime.topics;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.PendingChangelog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the changelog of pending images is set. Kafka Streams sets it when it makes it, and never again; the images topic may have been given larger records
 * since, and earlier versions left its segments at Kafka's default.
 *
 * @param bootstrapServers where Kafka is, for commands to copy
 */
record ChangelogSettings(String bootstrapServers, String changelog) {
    private static final Logger log = LoggerFactory.getLogger(ChangelogSettings.class);

    /**
     * Sets what differs; does nothing where the topic is not there, or does not tell.
     *
     * @param largestPendingBytes most bytes of a record
     * @throws TopicsException where it would refuse such a record, and this user may not change it; the message has the command that does
     */
    void match(Admin admin, int largestPendingBytes) throws TopicsException, ExecutionException, InterruptedException {
        var present = present(admin);
        if (present.isEmpty()) {
            return;
        }
        var wanted = PendingChangelog.settings(largestPendingBytes);
        var lacking = lacking(present.get(), wanted, largestPendingBytes);
        try {
            set(admin, lacking);
        } catch (ExecutionException failed) {
            throw new TopicsException(
                    "the topic %s takes at most %d bytes a record (max.message.bytes), and pending images may need %d; Kafka does not let this worker raise it (%s), so raise it with %s"
                            .formatted(
                                    changelog,
                                    bytes(present.get(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                                    largestPendingBytes,
                                    why(failed),
                                    command(lacking)),
                    failed);
        }
        var wasteful = wasteful(present.get(), wanted);
        try {
            set(admin, wasteful);
        } catch (ExecutionException failed) {
            log.warn(
                    "the topic {} is compacted seldom (segment.bytes={}), so that partitions are taken over slowly; Kafka does not let this worker change it ({}), so change it with {}",
                    changelog,
                    bytes(present.get(), TopicConfig.SEGMENT_BYTES_CONFIG),
                    why(failed),
                    command(wasteful));
        }
    }

    private Optional<Config> present(Admin admin) throws ExecutionException, InterruptedException {
        var resource = resource();
        try {
            return Optional.of(requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource)));
        } catch (ExecutionException failed) {
            // Whoever makes it sets it; and who may not read it, may not change it either.
            if (failed.getCause() instanceof UnknownTopicOrPartitionException
                    || failed.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Those without which it would refuse a record. */
    static Map<String, String> lacking(Config present, Map<String, String> wanted, int largestPendingBytes) {
        return wanted.entrySet().stream()
                .filter(setting -> bytes(present, setting.getKey()) < largestPendingBytes)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Segments that are larger than they have to be, unless somebody wanted them so. */
    static Map<String, String> wasteful(Config present, Map<String, String> wanted) {
        var entry = present.get(TopicConfig.SEGMENT_BYTES_CONFIG);
        String segment = requireNonNull(wanted.get(TopicConfig.SEGMENT_BYTES_CONFIG));
        return entry == null
                        || entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
                        || Integer.parseInt(entry.value()) <= Integer.parseInt(segment)
                ? Map.of()
                : Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, segment);
    }

    private static int bytes(Config config, String setting) {
        var entry = config.get(setting);
        return entry == null ? Integer.MAX_VALUE : Integer.parseInt(entry.value());
    }

    private void set(Admin admin, Map<String, String> settings) throws ExecutionException, InterruptedException {
        if (settings.isEmpty()) {
            return;
        }
        var operations = settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(resource(), operations)).all().get();
        log.info("the topic {} has {} from now on", changelog, text(settings));
    }

    private ConfigResource resource() {
        return new ConfigResource(ConfigResource.Type.TOPIC, changelog);
    }

    private String command(Map<String, String> settings) {
        return "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s"
                .formatted(bootstrapServers, changelog, text(settings));
    }

    private static String text(Map<String, String> settings) {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(","));
    }

    private static String why(ExecutionException failed) {
        return failed.getCause() instanceof AuthorizationException
                ? "AlterConfigs"
                : String.valueOf(failed.getMessage());
    }
}
