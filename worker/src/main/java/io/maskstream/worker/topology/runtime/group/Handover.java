package io.maskstream.worker.topology.runtime.group;

import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other workers have the partitions of this worker's earlier life while it starts.
 *
 * <p>The broker keeps a killed member's partitions for it until its session is over or it has joined again, for which it has to load its libraries and its
 * model first. When it is taken out of the group the others go on with them at once, and give it its share when it joins.
 */
final class Handover {
    private static final Logger log = LoggerFactory.getLogger(Handover.class);

    private final Admin admin;
    private final KafkaConfig worker;

    /** @param admin the caller's, which bounds the time of the question */
    Handover(Admin admin, KafkaConfig worker) {
        this.admin = admin;
        this.worker = worker;
    }

    /** Takes the dead members out of the group; where Kafka does not let it, it misses them by itself in a while. */
    void take(List<String> dead) throws InterruptedException {
        if (dead.isEmpty()) {
            return;
        }
        try {
            admin.removeMembersFromConsumerGroup(
                            worker.applicationId(),
                            new RemoveMembersFromConsumerGroupOptions(
                                    dead.stream().map(MemberToRemove::new).toList()))
                    .all()
                    .get();
            log.info("the others go on with the partitions of {} until it is ready", String.join(", ", dead));
        } catch (ExecutionException refused) {
            log.debug("the partitions of {} are kept for it", dead, refused);
        }
    }

    /**
     * Names of the members that this worker has left behind, of the classic protocol: only there it has one to be known by. None where nobody else is in the
     * group: an empty one would wait for members for a while before it shares out its partitions.
     *
     * @param ownAddresses where no other worker of our name runs
     */
    static List<String> dead(Optional<Group> group, KafkaConfig worker, Set<String> ownAddresses) {
        var own = group.filter(found -> found.protocol() == GroupProtocol.CLASSIC).stream()
                .flatMap(found -> found.namedAs(worker).stream())
                .toList();
        boolean alone = own.size() == group.map(found -> found.members().size()).orElse(0);
        return alone
                ? List.of()
                : own.stream()
                        .filter(member -> ownAddresses.contains(member.host()))
                        .flatMap(member -> member.instanceId().stream())
                        .toList();
    }
}
