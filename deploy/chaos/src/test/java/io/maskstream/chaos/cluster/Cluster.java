package io.maskstream.chaos.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.DockerClientFactory;

/** One broker and the network to it, each of which can be disturbed. Used by one thread. */
public final class Cluster implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    /** Set to 1 where a test in a container must not be replaced by another. */
    private static final boolean DOCKER_REQUIRED = "1".equals(System.getenv("TESTS_REQUIRE_DOCKER"));

    private final LoopbackProxy network;
    private final Broker broker;

    private Cluster(LoopbackProxy network, Broker broker) {
        this.network = network;
        this.broker = broker;
    }

    /**
     * Starts the broker and waits until it answers.
     *
     * @param folder for the data and the log of a broker that is not in a container
     */
    public static Cluster start(Path folder) throws Exception {
        var network = new LoopbackProxy();
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker && DOCKER_REQUIRED) {
            throw new IllegalStateException(
                    "TESTS_REQUIRE_DOCKER is 1, and no Docker engine answers; start one, or unset it");
        }
        var broker = docker ? new ContainerBroker(network.port()) : new ForkedBroker(folder, network.port());
        var cluster = new Cluster(network, broker);
        try {
            cluster.connect();
            return cluster;
        } catch (IOException | InterruptedException failed) {
            cluster.close();
            throw failed;
        }
    }

    /** The same over all restarts. */
    public String bootstrapServers() {
        return "127.0.0.1:" + network.port();
    }

    /** A network of Docker's that the broker is on, for workers in containers; empty where the broker is in none. */
    public Optional<DockerNetwork> dockerNetwork() {
        return broker instanceof ContainerBroker container ? Optional.of(container.join()) : Optional.empty();
    }

    /** Where clients find the broker on that network. */
    public String insideServers() {
        return ContainerBroker.insideServers();
    }

    /** Kills the broker, and starts it again with its data after a while; returns when it answers. */
    public void restartBroker(Duration away) throws Exception {
        broker.kill();
        network.cut();
        Thread.sleep(away.toMillis());
        broker.start();
        connect();
    }

    /** The broker stands still for a while. */
    public void haltBroker(Duration time) throws Exception {
        broker.halt();
        Thread.sleep(time.toMillis());
        broker.goOn();
        connect();
    }

    /** Every connection is closed, and none is made for a while. */
    public void cutNetwork(Duration time) throws Exception {
        network.cut();
        Thread.sleep(time.toMillis());
        connect();
    }

    /** Every connection stays, and nothing comes through for a while. */
    public void stallNetwork(Duration time) throws Exception {
        network.stall();
        Thread.sleep(time.toMillis());
        connect();
    }

    private void connect() throws IOException, InterruptedException {
        network.open(broker.port());
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end) {
                throw new IOException(broker.obituary());
            }
            Thread.sleep(200);
        }
    }

    private boolean answers() throws InterruptedException {
        var admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers(), "request.timeout.ms", 2_000, "default.api.timeout.ms", 3_000));
        try {
            return !admin.describeCluster().nodes().get(4, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException away) {
            return false;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    @Override
    public void close() throws Exception {
        network.close();
        broker.close();
    }
}
