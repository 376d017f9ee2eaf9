package io.maskstream.chaos.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.time.Duration;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;

/**
 * A network of containers from which each can be taken off. To the others it is as if its cable were pulled: what they send is lost, and nobody tells them.
 * Nothing leads out of it. Used by one thread.
 */
public final class DockerNetwork implements AutoCloseable {
    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final String name =
            "maskstream-chaos-" + UUID.randomUUID().toString().substring(0, 8);
    private final String id;
    private final String broker;
    private final String brokerHost;

    /**
     * Makes it, with a container on it that runs already.
     *
     * @param broker the container's id
     * @param brokerHost its name for the others
     */
    DockerNetwork(String broker, String brokerHost) {
        this.broker = broker;
        this.brokerHost = brokerHost;
        id = docker.createNetworkCmd().withName(name).withInternal(true).exec().getId();
        connect(broker, brokerHost);
    }

    /** As {@code docker run --network} takes it. */
    public String name() {
        return name;
    }

    /** The name of the container of a worker of this name. */
    public String containerOf(String worker) {
        return name + "-" + worker;
    }

    /** The broker is off the network for a while, and runs. */
    public void cutBroker(Duration time) throws InterruptedException {
        disconnect(broker);
        Thread.sleep(time.toMillis());
        connect(broker, brokerHost);
    }

    /** A worker is off the network for a while, and runs. */
    public void cutWorker(String worker, Duration time) throws InterruptedException {
        disconnect(containerOf(worker));
        Thread.sleep(time.toMillis());
        connect(containerOf(worker), worker);
    }

    private void disconnect(String container) {
        docker.disconnectFromNetworkCmd()
                .withNetworkId(id)
                .withContainerId(container)
                .exec();
    }

    private void connect(String container, String alias) {
        docker.connectToNetworkCmd()
                .withNetworkId(id)
                .withContainerId(container)
                .withContainerNetwork(new ContainerNetwork().withAliases(alias))
                .exec();
    }

    /** Runs a command of a shell in a worker's container, and returns its exit code. */
    public long run(String worker, String command) throws InterruptedException {
        String call = docker.execCreateCmd(containerOf(worker))
                .withCmd("sh", "-c", command)
                .withAttachStdout(true) // else its end is not waited for
                .withAttachStderr(true)
                .exec()
                .getId();
        docker.execStartCmd(call).exec(new ResultCallback.Adapter<>()).awaitCompletion();
        return docker.inspectExecCmd(call).exec().getExitCodeLong();
    }

    /** Kills the worker's container, if it is still there, and removes it. */
    public void remove(String worker) {
        try {
            docker.removeContainerCmd(containerOf(worker)).withForce(true).exec();
        } catch (NotFoundException gone) {
            // it removed itself when it ended
        }
    }

    /** The workers have to be gone. */
    @Override
    public void close() {
        disconnect(broker);
        docker.removeNetworkCmd(id).exec();
    }
}
