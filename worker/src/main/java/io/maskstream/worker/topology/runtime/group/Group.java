package io.maskstream.worker.topology.runtime.group;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.time.Duration;
import java.util.List;

/**
 * A group at some moment.
 *
 * @param session after how long the broker misses a member that is silent
 * @param members those that it has not missed yet, also where they are dead
 */
public record Group(GroupProtocol protocol, Duration session, List<GroupMember> members) {
    public Group {
        requireNonNull(protocol, "protocol is null");
        requireNonNull(session, "session is null");
        members = List.copyOf(members);
    }

    /** The members that have the name of the worker. */
    public List<GroupMember> namedAs(KafkaConfig worker) {
        return members.stream().filter(member -> member.isNamedAs(worker)).toList();
    }
}
