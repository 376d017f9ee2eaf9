package io.maskstream.standalone.broker;

import io.maskstream.standalone.process.Folders;
import io.maskstream.standalone.process.JavaCommand;
import io.maskstream.standalone.process.JavaProcess;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that lets in whom it knows: by SCRAM-SHA-256 over TLS on one port, by certificate on another, and each for what it was granted. A third port, in
 * the clear, is for the test's own administrator alone.
 */
public final class SecuredBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final JavaProcess process;
    private final Path data;
    private final List<Integer> ports;
    private final Admin admin;

    private SecuredBroker(JavaProcess process, Path data, List<Integer> ports, Admin admin) {
        this.process = process;
        this.data = data;
        this.ports = ports;
        this.admin = admin;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param keystore its certificate and key, PKCS12
     * @param truststore the certificates that it accepts, PKCS12
     * @param password of both
     */
    public static SecuredBroker start(Path folder, Path keystore, Path truststore, String password)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(folder, "secured-broker-");
        List<Integer> ports = freePorts(4);
        var properties = new BrokerSettings(ports.get(0), ports.get(1), data.resolve("logs")).asProperties();
        secure(properties, ports);
        stores(properties, keystore, truststore, password);
        Path file = data.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        var process = JavaProcess.start(new JavaCommand(
                "secured broker",
                BrokerMain.class,
                List.of(
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=io/maskstream/standalone/broker-logback.xml"),
                List.of(file.toString(), data.toString()),
                folder.resolve("broker.log")));
        var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(0)));
        var broker = new SecuredBroker(process, data, ports, admin);
        try {
            broker.awaitReady();
            return broker;
        } catch (IOException | InterruptedException failed) {
            broker.close();
            throw failed;
        }
    }

    private static void secure(Properties properties, List<Integer> ports) {
        String open = "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d,SSL://127.0.0.1:%d"
                .formatted(ports.get(0), ports.get(2), ports.get(3));
        properties.putAll(Map.of(
                "listeners", open + ",CONTROLLER://127.0.0.1:" + ports.get(1),
                "advertised.listeners", open,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:ANONYMOUS",
                "sasl.enabled.mechanisms", "SCRAM-SHA-256",
                "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "listener.name.ssl.ssl.client.auth", "required"));
    }

    private static void stores(Properties properties, Path keystore, Path truststore, String password) {
        properties.putAll(Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keystore.toString(),
                "ssl.keystore.password",
                password,
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                truststore.toString(),
                "ssl.truststore.password",
                password));
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (true) {
            try {
                admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | TimeoutException unanswered) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IOException(process.obituary(), unanswered);
                }
            }
        }
    }

    /** Where users log in with SCRAM-SHA-256 over TLS. */
    public String saslServers() {
        return "127.0.0.1:" + ports.get(2);
    }

    /** Where clients show certificates. */
    public String certificateServers() {
        return "127.0.0.1:" + ports.get(3);
    }

    /** May do all. */
    public Admin admin() {
        return admin;
    }

    /** Lets a user log in, who may do nothing yet. */
    public void know(String user, String password) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), password)))
                .all()
                .get();
    }

    /**
     * Does what {@code kafka-acls.sh --add} does.
     *
     * @param resource type in Kafka's words, such as {@code TOPIC}
     * @param name ignored for the cluster
     * @param operations in Kafka's words, such as {@code DescribeConfigs}
     */
    public void allow(String principal, String resource, String name, boolean prefixed, List<String> operations)
            throws Exception {
        var type = ResourceType.valueOf(resource);
        var pattern = new ResourcePattern(
                type,
                type == ResourceType.CLUSTER ? "kafka-cluster" : name,
                prefixed ? PatternType.PREFIXED : PatternType.LITERAL);
        admin.createAcls(operations.stream()
                        .map(operation -> new AclBinding(
                                pattern,
                                new AccessControlEntry(
                                        principal,
                                        "*",
                                        AclOperation.fromString(operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_")),
                                        AclPermissionType.ALLOW)))
                        .toList())
                .all()
                .get();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        process.stop(Duration.ZERO);
        Folders.deleteIfPossible(data);
    }
}
