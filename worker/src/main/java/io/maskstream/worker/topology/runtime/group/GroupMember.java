package io.maskstream.worker.topology.runtime.group;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stream thread of some worker, as the broker has it.
 *
 * @param clientId what its client calls itself
 * @param instanceId its static name, which only the classic protocol has
 * @param host the address from which the broker sees it
 */
public record GroupMember(String clientId, Optional<String> instanceId, String host) {
    public GroupMember {
        requireNonNull(clientId, "clientId is null");
        requireNonNull(instanceId, "instanceId is null");
        host = host.replaceFirst("^.*/", ""); // as InetAddress writes it: name, slash, address
    }

    /** Whether it has the name of the worker: Kafka Streams adds the number of the thread. */
    public boolean isNamedAs(KafkaConfig worker) {
        return instanceId
                .map(name -> name.matches(Pattern.quote(worker.instanceId()) + "-\\d+"))
                .orElseGet(() -> worker.ownClientId()
                        .map(own -> clientId.startsWith(own + "-StreamThread-"))
                        .orElse(false));
    }
}
