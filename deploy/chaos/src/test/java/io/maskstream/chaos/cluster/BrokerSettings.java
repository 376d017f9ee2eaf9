package io.maskstream.chaos.cluster;

import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for one node that is broker and controller. */
final class BrokerSettings {
    private BrokerSettings() {}

    /**
     * Clients come by the proxy; the broker comes to itself without it.
     *
     * @param host where it listens for clients
     * @param port where it listens for clients
     * @param proxyPort which clients are told
     * @param ownPort where it listens for itself
     */
    static Map<String, String> of(String host, int port, int proxyPort, int ownPort, int controllerPort, String data) {
        var settings = new HashMap<>(alone());
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "SELF",
                "listener.security.protocol.map", "WORLD:PLAINTEXT,SELF:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                        "WORLD://%s:%d,SELF://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(host, port, ownPort, controllerPort),
                "advertised.listeners", "WORLD://127.0.0.1:%d,SELF://127.0.0.1:%d".formatted(proxyPort, ownPort),
                "log.dirs", data));
        return settings;
    }

    /**
     * The same, with one more listener, for clients in containers on a network of their own.
     *
     * @param host the broker's name there
     */
    static Map<String, String> alsoInside(Map<String, String> settings, String host, int port) {
        var more = new HashMap<>(settings);
        more.merge("listeners", "INSIDE://0.0.0.0:" + port, BrokerSettings::join);
        more.merge("advertised.listeners", "INSIDE://%s:%d".formatted(host, port), BrokerSettings::join);
        more.merge("listener.security.protocol.map", "INSIDE:PLAINTEXT", BrokerSettings::join);
        return more;
    }

    private static String join(String one, String other) {
        return one + "," + other;
    }

    private static Map<String, String> alone() {
        var settings = new HashMap<String, String>();
        for (var one : new String[] {
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
            "share.coordinator.state.topic.replication.factor",
            "share.coordinator.state.topic.min.isr"
        }) {
            settings.put(one, "1");
        }
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // a killed worker is missed as soon as with the classic protocol, where sessions are the worker's own
        settings.put("group.streams.session.timeout.ms", "6000");
        settings.put("group.streams.min.session.timeout.ms", "6000");
        settings.put("group.streams.heartbeat.interval.ms", "2000");
        settings.put("group.streams.min.heartbeat.interval.ms", "2000");
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        return settings;
    }
}
