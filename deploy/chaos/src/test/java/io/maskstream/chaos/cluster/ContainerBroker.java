package io.maskstream.chaos.cluster;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Kafka's own image. A killed container keeps its file system, and the data in it. */
final class ContainerBroker implements Broker {
    /** The image that deploy/compose.yaml runs. */
    private static final String KAFKA = "apache/kafka:4.3.1";

    private static final int PORT = 9092;
    private static final String INSIDE_HOST = "broker";
    private static final int INSIDE_PORT = 9095;
    private static final String DATA = "/var/tmp/kafka-data";

    /** The image formats its disk at each start, and would not start on one that has been formatted. */
    private static final String START =
            "if [ -f %s/meta.properties ]; then exec java -Xmx512m -cp '/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties; else exec /etc/kafka/docker/run; fi"
                    .formatted(DATA);

    private final GenericContainer<?> container;
    private int port;

    ContainerBroker(int proxyPort) {
        container = new GenericContainer<>(KAFKA)
                .withExposedPorts(PORT)
                .withCommand("sh", "-c", START)
                .withCreateContainerCmdModifier(create -> create.withUser("root"))
                .waitingFor(Wait.forListeningPorts(PORT));
        BrokerSettings.alsoInside(
                        BrokerSettings.of("0.0.0.0", PORT, proxyPort, 9093, 9094, DATA), INSIDE_HOST, INSIDE_PORT)
                .forEach((name, value) ->
                        container.withEnv("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        container.start();
        port = container.getMappedPort(PORT);
    }

    /** Where clients find it on the network. */
    static String insideServers() {
        return INSIDE_HOST + ":" + INSIDE_PORT;
    }

    /** Makes a network, beside the one by which its port is published. */
    DockerNetwork join() {
        return new DockerNetwork(container.getContainerId(), INSIDE_HOST);
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() throws InterruptedException {
        docker().killContainerCmd(container.getContainerId()).exec();
        while (Boolean.TRUE.equals(docker().inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getRunning())) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Docker publishes it on another port of the host. */
    @Override
    public void start() {
        docker().startContainerCmd(container.getContainerId()).exec();
        Ports.Binding[] bindings = docker().inspectContainerCmd(container.getContainerId())
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(PORT));
        port = Integer.parseInt(requireNonNull(bindings, "the port is not published")[0].getHostPortSpec());
    }

    @Override
    public void halt() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void goOn() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public String obituary() {
        String logs = container.getLogs();
        return "The broker's container said last:\n" + logs.substring(Math.max(0, logs.length() - 3_000));
    }

    @Override
    public void close() {
        container.stop();
    }
}
