package io.maskstream.worker.doctor.kafka;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.group.Group;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.util.List;

/** Whether the brokers and the group have the protocol that is set, and whether the worker's name is free. */
public record GroupCheck(KafkaConfig config, KafkaFacts facts) implements Check {
    public GroupCheck {
        requireNonNull(facts, "facts is null");
    }

    @Override
    public String name() {
        return "group";
    }

    @Override
    public List<String> after() {
        return List.of(BrokerCheck.NAME);
    }

    @Override
    public Finding look() throws InterruptedException {
        String protocol = config.groupProtocol().kafkaName();
        try {
            var refusal = facts.protocols().refusal(config.groupProtocol());
            if (refusal.isPresent()) {
                return Finding.fail(
                        "kafka.group.protocol=%s cannot be used, for %s"
                                .formatted(protocol, refusal.get().why()),
                        refusal.get().remedy());
            }
            return facts.group()
                    .map(this::in)
                    .orElseGet(() -> Finding.ok(
                            "protocol %s; nobody is in the group %s".formatted(protocol, config.applicationId())));
        } catch (FactsException unanswered) {
            return Refusal.of(unanswered)
                    .map(refusal -> Finding.fail("Kafka " + refusal.why(), refusal.remedy()))
                    .orElseGet(() -> Finding.fail(
                            "the group %s cannot be described: %s"
                                    .formatted(config.applicationId(), unanswered.getMessage()),
                            "give this user the right Read on it, or look at the brokers' health"));
        }
    }

    private Finding in(Group group) {
        String protocol = config.groupProtocol().kafkaName();
        if (group.protocol() != config.groupProtocol()) {
            return Finding.fail(
                    "the workers in the group %s use the protocol %s, and this one is set to %s"
                            .formatted(config.applicationId(), group.protocol().kafkaName(), protocol),
                    "stop all workers before the protocol is changed, or set --set kafka.group.protocol=%s"
                            .formatted(group.protocol().kafkaName()));
        }
        var namesakes = group.namedAs(config);
        if (!namesakes.isEmpty()) {
            return Finding.warn(
                    "protocol %s; a worker named %s is in the group %s, on %s"
                            .formatted(
                                    protocol,
                                    config.instanceId(),
                                    config.applicationId(),
                                    namesakes.get(0).host()),
                    "if it is meant to go on, give the next one another --instance.id");
        }
        return Finding.ok("protocol %s; %d stream threads are in the group %s, none of them named %s"
                .formatted(protocol, group.members().size(), config.applicationId(), config.instanceId()));
    }
}
