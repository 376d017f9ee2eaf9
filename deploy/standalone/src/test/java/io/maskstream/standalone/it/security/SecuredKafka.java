package io.maskstream.standalone.it.security;

import static java.util.Objects.requireNonNull;

import io.maskstream.standalone.broker.SecuredBroker;
import io.maskstream.standalone.it.broker.Certificates;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.access.AccessRules;
import io.maskstream.worker.topology.access.Grant;
import io.maskstream.worker.topology.access.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A broker that knows a user for each role, and what its administrator does.
 *
 * @param keystores where the worker's and a stranger's certificate and key are, as NAME.p12
 */
record SecuredKafka(SecuredBroker broker, Path keystores, Path brokerPem, Path strangerPem) implements AutoCloseable {
    static final String PASSWORD = "open-sesame-42";
    static final String STORE_PASSWORD = "tell-nobody-7";

    /** No user may do anything yet. */
    static SecuredKafka start(Path folder) throws Exception {
        var certificates = new Certificates(folder, STORE_PASSWORD);
        Path keystore = certificates.keystore("broker");
        certificates.keystore("worker");
        certificates.keystore("stranger");
        Path brokerPem = certificates.pem("broker");
        Path strangerPem = certificates.pem("stranger");
        var broker = SecuredBroker.start(folder, keystore, certificates.truststore("worker"), STORE_PASSWORD);
        for (Role role : Role.values()) {
            broker.know(role.wireName(), PASSWORD);
        }
        return new SecuredKafka(broker, folder, brokerPem, strangerPem);
    }

    /** Not the prefix of the topics, so that rights for one are none for the other. */
    static String application(String prefix) {
        return "app-" + prefix;
    }

    static AccessRules rules(String prefix) {
        return new AccessRules(new Topics(prefix), application(prefix), true, false);
    }

    /** What {@code maskstream acls} prints for the role. */
    void grant(AccessRules rules, Role role, String principal) throws Exception {
        for (Grant grant : rules.of(role)) {
            allow(grant, principal);
        }
    }

    void allow(Grant grant, String principal) throws Exception {
        broker.allow(principal, grant.kind().name(), grant.name(), grant.prefixed(), grant.operations());
    }

    void create(Topics topics) throws Exception {
        var all = topics.all().stream()
                .map(topic -> new NewTopic(topic, Optional.of(2), Optional.empty()))
                .toList();
        broker.admin().createTopics(all).all().get();
    }

    /** The most bytes of a record that the topic takes. */
    String limit(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var settings = broker.admin().describeConfigs(List.of(resource)).all().get();
        return requireNonNull(settings.get(resource)).get("max.message.bytes").value();
    }

    void limit(String topic, int bytes) throws Exception {
        var raise = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        broker.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(raise)))
                .all()
                .get();
    }

    @Override
    public void close() {
        broker.close();
    }
}
