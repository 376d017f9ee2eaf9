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
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.PolicyViolationException;
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
     * Sets what differs; does nothing where the topic does not tell.
     *
     * @return as it is to be made where it is not there: as wanted, or as these brokers let it be
     * @throws TopicsException where it would refuse such a record, and this user may not change it; the message has the command that does
     */
    PendingChangelog match(Admin admin, PendingChangelog wanted)
            throws TopicsException, ExecutionException, InterruptedException {
        var present = present(admin);
        if (present.isEmpty()) {
            return allowed(trial(admin), wanted);
        }
        var lacking = lacking(present.get(), wanted);
        try {
            set(admin, lacking);
        } catch (ExecutionException failed) {
            throw new TopicsException(
                    "the topic %s takes at most %d bytes a record (max.message.bytes), and pending images may need %d; Kafka does not let this worker raise it (%s), so raise it with %s"
                            .formatted(
                                    changelog,
                                    bytes(present.get(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                                    wanted.largestBytes(),
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
        return wanted;
    }

    /** Making the topic, without its being made. */
    @FunctionalInterface
    interface Trial {
        void with(Map<String, String> settings) throws ExecutionException, InterruptedException;
    }

    /** Those who run Kafka for others may not let segments be set, and would refuse the topic of Kafka Streams for it. */
    PendingChangelog allowed(Trial trial, PendingChangelog wanted) throws InterruptedException {
        try {
            trial.with(wanted.settings());
            return wanted;
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause();
            // Since KIP-1050 the want of a right is a wrong configuration too.
            if (cause instanceof PolicyViolationException
                    || (cause instanceof InvalidConfigurationException && !(cause instanceof AuthorizationException))) {
                log.info(
                        "the topic {} is made with the segments of these brokers: {}", changelog, refused.getMessage());
                return wanted.withoutSegments();
            }
            return wanted; // Kafka Streams makes it, and tells
        }
    }

    private Trial trial(Admin admin) {
        return settings -> admin.createTopics(
                        List.of(new NewTopic(changelog, Optional.empty(), Optional.empty()).configs(settings)),
                        new CreateTopicsOptions().validateOnly(true))
                .all()
                .get();
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
    static Map<String, String> lacking(Config present, PendingChangelog wanted) {
        return wanted.settings().entrySet().stream()
                .filter(setting -> bytes(present, setting.getKey()) < wanted.largestBytes())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Segments that are larger than they have to be, unless somebody wanted them so. */
    static Map<String, String> wasteful(Config present, PendingChangelog wanted) {
        var entry = present.get(TopicConfig.SEGMENT_BYTES_CONFIG);
        String segment = requireNonNull(wanted.settings().get(TopicConfig.SEGMENT_BYTES_CONFIG));
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
