package io.maskstream.worker.topology.runtime.group;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Asks the group's coordinator. The admin client is the caller's, and bounds the time of each question. */
public final class AdminGroups implements GroupLookup {
    /** Kafka's default of a streams group's {@code streams.session.timeout.ms}. */
    private static final Duration STREAMS_SESSION = Duration.ofSeconds(45);

    private static final String STREAMS_SESSION_TIMEOUT = "streams.session.timeout.ms";

    private final Admin admin;
    private final KafkaConfig config;

    public AdminGroups(Admin admin, KafkaConfig config) {
        this.admin = admin;
        this.config = config;
    }

    @Override
    public Optional<Group> find() throws GroupException, InterruptedException {
        try {
            var classic = classic();
            return classic.isPresent() ? classic : streams();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new GroupException(
                    Refusal.of(cause)
                            .map(refusal -> refusal.sentence(config.bootstrapServers()))
                            .orElseGet(() -> "Kafka at %s does not say who is in the group %s: %s"
                                    .formatted(config.bootstrapServers(), config.applicationId(), cause.getMessage())),
                    cause);
        }
    }

    private Optional<Group> classic() throws ExecutionException, InterruptedException {
        return unlessNone(requireNonNull(admin.describeConsumerGroups(List.of(config.applicationId()))
                        .describedGroups()
                        .get(config.applicationId())))
                .filter(group -> !group.members().isEmpty())
                .map(group -> new Group(
                        GroupProtocol.CLASSIC,
                        config.sessionTimeout(),
                        group.members().stream()
                                .map(member ->
                                        new GroupMember(member.clientId(), member.groupInstanceId(), member.host()))
                                .toList()));
    }

    private Optional<Group> streams() throws ExecutionException, InterruptedException {
        var description = unlessNone(requireNonNull(admin.describeStreamsGroups(List.of(config.applicationId()))
                        .describedGroups()
                        .get(config.applicationId())))
                .filter(group -> !group.members().isEmpty());
        if (description.isEmpty()) {
            return Optional.empty();
        }
        var members = description.get().members().stream()
                .map(member -> new GroupMember(member.clientId(), member.instanceId(), member.clientHost()))
                .toList();
        return Optional.of(new Group(GroupProtocol.STREAMS, streamsSession(), members));
    }

    private Duration streamsSession() throws InterruptedException {
        var group = new ConfigResource(ConfigResource.Type.GROUP, config.applicationId());
        try {
            var entry = requireNonNull(
                            admin.describeConfigs(List.of(group)).values().get(group))
                    .get()
                    .get(STREAMS_SESSION_TIMEOUT);
            return entry == null ? STREAMS_SESSION : Duration.ofMillis(Long.parseLong(entry.value()));
        } catch (ExecutionException unreadable) {
            return STREAMS_SESSION; // not every client may read it
        }
    }

    private static <T> Optional<T> unlessNone(KafkaFuture<T> future) throws ExecutionException, InterruptedException {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ApiException none && isNone(none)) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** A broker that does not know a protocol has no group of it. */
    private static boolean isNone(ApiException cause) {
        return cause instanceof GroupIdNotFoundException || cause instanceof UnsupportedVersionException;
    }
}
