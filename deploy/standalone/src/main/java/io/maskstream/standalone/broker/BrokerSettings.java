package io.maskstream.standalone.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Kafka's settings for one node that is broker and controller, on loopback, small and quick to start.
 *
 * @param port where clients connect
 * @param controllerPort where the broker talks to itself
 */
record BrokerSettings(int port, int controllerPort, Path data) {

    Properties asProperties() {
        Properties properties = new Properties();
        properties.putAll(node());
        properties.putAll(alone());
        properties.putAll(small());
        properties.putAll(quick());
        return properties;
    }

    private Map<String, String> node() {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "log.dirs", data.toString());
    }

    /** Nobody to replicate to, and nobody else to wait for in a rebalance. */
    private static Map<String, String> alone() {
        return Map.of(
                "default.replication.factor", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "controlled.shutdown.enable", "false",
                "auto.create.topics.enable", "false");
    }

    /** With the streams protocol a session is the broker's affair: as short as a worker's own with the classic one. */
    private static Map<String, String> quick() {
        return Map.of(
                "group.streams.session.timeout.ms", "6000",
                "group.streams.min.session.timeout.ms", "6000",
                "group.streams.heartbeat.interval.ms", "2000",
                "group.streams.min.heartbeat.interval.ms", "2000",
                "group.streams.initial.rebalance.delay.ms", "0");
    }

    private static Map<String, String> small() {
        return Map.of(
                "num.partitions", "4",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.cleaner.dedupe.buffer.size", "4194304"); // of 128 MB by default, half the heap
    }
}
