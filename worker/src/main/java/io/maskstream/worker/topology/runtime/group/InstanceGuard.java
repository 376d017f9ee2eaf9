package io.maskstream.worker.topology.runtime.group;

import io.maskstream.worker.topology.access.Refusal;
import io.maskstream.worker.topology.runtime.settings.ClientSettings;
import io.maskstream.worker.topology.runtime.settings.GroupProtocol;
import io.maskstream.worker.topology.runtime.settings.KafkaConfig;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second worker from taking a name that is in use, before it joins and throws the first out.
 *
 * <p>On this machine a locked file tells. Elsewhere the group does: a member with our name on another host may be a worker that was killed and is started
 * again here, so it has the time of a session to vanish. On our own host it is a corpse, for we hold the lock.
 */
public final class InstanceGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InstanceGuard.class);
    /** Brokers look for expired members now and then. */
    private static final Duration BEYOND_SESSION = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final KafkaConfig worker;
    private final InstanceLock lock;

    private InstanceGuard(KafkaConfig worker, InstanceLock lock) {
        this.worker = worker;
        this.lock = lock;
    }

    /**
     * Takes the worker's name on this machine until closed.
     *
     * @throws GroupException where another worker here has it
     */
    public static InstanceGuard hold(KafkaConfig worker) throws GroupException {
        var folder = Path.of(System.getProperty("java.io.tmpdir"), "maskstream-instances");
        return new InstanceGuard(worker, InstanceLock.take(folder, worker));
    }

    /**
     * Returns when this worker may join: the brokers know its group's protocol, nobody elsewhere has its name, what its earlier lives left open is
     * ended, and the others have their partitions, while the model still loads.
     *
     * @param patience longest time of each question
     * @throws GroupException where it may not
     */
    public void awaitVacant(Duration patience) throws GroupException, InterruptedException {
        try (var admin = Admin.create(ClientSettings.questions(worker.properties(), patience))) {
            requireProtocol(admin);
            var own = ownAddresses();
            var group =
                    awaitVacant(worker, new AdminGroups(admin, worker), own, System::nanoTime, InstanceGuard::pause);
            new AbandonedTransactions(admin, worker).endOwn();
            new Handover(admin, worker).take(Handover.dead(group, worker, own));
        } catch (KafkaException refused) {
            throw new GroupException(
                    Refusal.of(refused)
                            .map(refusal -> refusal.sentence(worker.bootstrapServers()))
                            .orElseGet(() -> "Kafka at %s cannot be asked for the group %s: %s"
                                    .formatted(
                                            worker.bootstrapServers(), worker.applicationId(), refused.getMessage())),
                    refused);
        }
    }

    private void requireProtocol(Admin admin) throws GroupException, InterruptedException {
        if (worker.groupProtocol() == GroupProtocol.CLASSIC) {
            return;
        }
        Optional<BrokerProtocols.Refusal> refusal;
        try {
            refusal = BrokerProtocols.read(admin).refusal(worker.groupProtocol());
        } catch (ExecutionException unanswered) {
            log.warn("Kafka does not say which group protocols it has: {}", unanswered.getMessage());
            return; // joining will tell
        }
        if (refusal.isPresent()) {
            throw new GroupException("kafka.group.protocol=%s cannot be used, for %s; %s"
                    .formatted(
                            worker.groupProtocol().kafkaName(),
                            refusal.get().why(),
                            refusal.get().remedy()));
        }
    }

    /** What passes time, in a test as well. */
    @FunctionalInterface
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    /** @return the group in which nobody elsewhere has the worker's name */
    static Optional<Group> awaitVacant(
            KafkaConfig worker, GroupLookup groups, Set<String> ownAddresses, LongSupplier nanoTime, Pause pause)
            throws GroupException, InterruptedException {
        long begin = nanoTime.getAsLong();
        boolean told = false;
        while (true) {
            var group = groups.find();
            var stranger = group.flatMap(found -> found.namedAs(worker).stream()
                    .filter(member -> !ownAddresses.contains(member.host()))
                    .findFirst());
            if (stranger.isEmpty()) {
                return group;
            }
            String host = stranger.get().host();
            Duration longest = group.get().session().plus(BEYOND_SESSION);
            if (nanoTime.getAsLong() - begin >= longest.toNanos()) {
                throw new GroupException(
                        "another worker named %s is in the group %s, on %s: give each its own instance.id"
                                .formatted(worker.instanceId(), worker.applicationId(), host));
            }
            if (!told) {
                log.info(
                        "a worker named {} is in the group {}, on {}; if it was killed, the group misses it within {} s",
                        worker.instanceId(),
                        worker.applicationId(),
                        host,
                        longest.toSeconds());
                told = true;
            }
            pause.pass(PAUSE);
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private static Set<String> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .map(address -> address.replaceFirst("%.*$", "")) // the interface of an IPv6 address
                    .collect(Collectors.toSet());
        } catch (SocketException unknown) {
            return Set.of();
        }
    }

    /** Gives the name back. */
    @Override
    public void close() {
        lock.close();
    }
}
