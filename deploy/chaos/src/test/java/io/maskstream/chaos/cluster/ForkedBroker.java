package io.maskstream.chaos.cluster;

import io.maskstream.chaos.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Kafka from its jars, in a child process. */
final class ForkedBroker implements Broker {
    private final Path folder;
    private final int proxyPort;
    private int port;
    private ChildProcess process;

    ForkedBroker(Path folder, int proxyPort) throws IOException {
        this.folder = folder;
        this.proxyPort = proxyPort;
        this.process = launch();
    }

    private ChildProcess launch() throws IOException {
        var properties = new Properties();
        try (var world = freePort();
                var own = freePort();
                var controller = freePort()) {
            port = world.getLocalPort();
            properties.putAll(BrokerSettings.of(
                    "127.0.0.1",
                    port,
                    proxyPort,
                    own.getLocalPort(),
                    controller.getLocalPort(),
                    folder.resolve("broker-data").toString()));
        }
        Path file = folder.resolve("server.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "One node on loopback, for a test");
        }
        return ChildProcess.start(
                "broker",
                BrokerMain.class,
                List.of(
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=io/maskstream/standalone/broker-logback.xml"),
                List.of(file.toString()),
                Map.of(),
                folder.resolve("broker.log"));
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void start() throws IOException {
        process = launch();
    }

    @Override
    public void halt() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    @Override
    public void goOn() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    @Override
    public String obituary() {
        return process.obituary();
    }

    @Override
    public void close() throws InterruptedException {
        process.kill();
    }
}
