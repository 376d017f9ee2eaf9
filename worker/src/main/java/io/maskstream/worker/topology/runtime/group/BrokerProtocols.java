package io.maskstream.worker.topology.runtime.group;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Which group protocols a cluster lets its clients use.
 *
 * @param streamsVersion level of the feature {@code streams.version}; 0 where it is off or not known
 * @param enabled {@code group.coordinator.rebalance.protocols}; empty where a client may not read it
 */
public record BrokerProtocols(int streamsVersion, List<String> enabled) {
    private static final String FEATURE = "streams.version";
    private static final String ENABLED = "group.coordinator.rebalance.protocols";

    public BrokerProtocols {
        enabled = List.copyOf(enabled);
    }

    /** Asks one broker; the admin client is the caller's, and bounds the time. */
    public static BrokerProtocols read(Admin admin) throws ExecutionException, InterruptedException {
        return new BrokerProtocols(streamsVersion(admin), enabled(admin));
    }

    /** Why the protocol cannot be used, as half a sentence with its remedy; empty where it can. */
    public Optional<Refusal> refusal(GroupProtocol protocol) {
        if (protocol == GroupProtocol.CLASSIC) {
            return Optional.empty();
        }
        if (streamsVersion < 1) {
            return Optional.of(
                    new Refusal(
                            "the brokers do not have the feature streams.version, which Kafka has from 4.2 on",
                            "switch it on with kafka-features.sh upgrade --feature streams.version=1, or leave kafka.group.protocol out"));
        }
        if (!enabled.isEmpty() && !enabled.contains(protocol.kafkaName())) {
            return Optional.of(new Refusal(
                    "the brokers' group.coordinator.rebalance.protocols are " + String.join(", ", enabled),
                    "add streams there and start them again, or leave kafka.group.protocol out"));
        }
        return Optional.empty();
    }

    /**
     * Why a protocol cannot be used.
     *
     * @param why the state of the brokers
     * @param remedy what changes it
     */
    public record Refusal(String why, String remedy) {}

    private static int streamsVersion(Admin admin) throws ExecutionException, InterruptedException {
        try {
            var range = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get(FEATURE);
            return range == null ? 0 : range.maxVersionLevel();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnsupportedVersionException) {
                return 0;
            }
            throw failed;
        }
    }

    private static List<String> enabled(Admin admin) throws ExecutionException, InterruptedException {
        var nodes = admin.describeCluster().nodes().get();
        if (nodes.isEmpty()) {
            return List.of();
        }
        var broker = new ConfigResource(
                ConfigResource.Type.BROKER, nodes.iterator().next().idString());
        try {
            var entry = requireNonNull(
                            admin.describeConfigs(List.of(broker)).values().get(broker))
                    .get()
                    .get(ENABLED);
            return entry == null || entry.value() == null
                    ? List.of()
                    : Arrays.stream(entry.value().split(",", -1))
                            .map(String::strip)
                            .toList();
        } catch (ExecutionException unreadable) {
            return List.of(); // hidden by the cluster's rules: joining will show it
        }
    }
}
