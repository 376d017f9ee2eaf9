package io.maskstream.standalone.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.standalone.broker.SecuredBroker;
import io.maskstream.standalone.it.broker.Certificates;
import io.maskstream.standalone.it.process.Program;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import io.maskstream.worker.topology.SegmentationTopology;
import io.maskstream.worker.topology.Topics;
import io.maskstream.worker.topology.access.AccessRules;
import io.maskstream.worker.topology.access.Grant;
import io.maskstream.worker.topology.access.Role;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each user has the rights of one role, and no others: what {@code maskstream acls} prints is enough. */
final class SecuredKafkaIT {
    private static final String PASSWORD = "open-sesame-42";
    private static final String STORE_PASSWORD = "tell-nobody-7";
    private static final Pattern READY = Pattern.compile("worker \\S+ is ready: .* (http://\\S+)");

    @TempDir
    private static Path shared = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private static SecuredBroker broker;
    private static Path brokerPem = Path.of("");
    private static Path strangerPem = Path.of("");

    @BeforeAll
    static void startBroker() throws Exception {
        var certificates = new Certificates(shared, STORE_PASSWORD);
        Path keystore = certificates.keystore("broker");
        certificates.keystore("worker");
        certificates.keystore("stranger");
        brokerPem = certificates.pem("broker");
        strangerPem = certificates.pem("stranger");
        broker = SecuredBroker.start(shared, keystore, certificates.truststore("worker"), STORE_PASSWORD);
        for (Role role : Role.values()) {
            broker.know(role.wireName(), PASSWORD);
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldWorkOverSaslWithTheLeastRightsAndTellNobodyThePassword() throws Exception {
        // Given: topics that an administrator made, and secrets in files
        var rules = rules("sasl");
        create(rules.topics());
        for (Role role : List.of(Role.WORKER, Role.SUBMIT, Role.COLLECT, Role.REPLAY, Role.DOCTOR)) {
            grant(rules, role, "User:" + role.wireName());
        }
        Path images = images();
        var said = new StringBuilder();
        try (var worker = worker("sasl", sasl(Role.WORKER), "--topics.create=false")) {
            URI endpoint = awaitReady(worker);
            // When
            var submitted = command(sasl(Role.SUBMIT), "submit", images.toString(), "--topics-prefix", "sasl");
            // Then
            assertThat(submitted.awaitEnd()).as(submitted.said()).isZero();
            assertThat(submitted.said()).contains("2 submitted to sasl.images, 0 failed");
            // When
            var collected = collect(sasl(Role.COLLECT), "sasl");
            // Then
            assertThat(collected.awaitEnd()).as(collected.said()).isZero();
            assertThat(collected.said()).contains("1 masks and 1 failures");
            // When
            var replayed = command(sasl(Role.REPLAY), "replay", "--topics-prefix", "sasl", "--execute");
            // Then
            assertThat(replayed.awaitEnd()).as(replayed.said()).isZero();
            assertThat(replayed.said()).contains("1 records are back on sasl.images");
            // When
            var examined = command(
                    sasl(Role.DOCTOR),
                    "doctor",
                    "--topics.prefix=sasl",
                    "--application.id=" + application("sasl"),
                    "--state.dir=" + folder.resolve("doctor-state"),
                    "--model=" + model());
            // Then
            assertThat(examined.awaitEnd()).as(examined.said()).isZero();
            assertThat(examined.said())
                    .contains("the cluster's controller", "stream threads are in the group app-sasl");
            for (String path : List.of("metrics", "ready", "")) {
                said.append(get(endpoint.resolve(path)));
            }
            for (var program : List.of(worker, submitted, collected, replayed, examined)) {
                said.append(program.said());
            }
        }
        assertThat(said).contains("maskstream_").doesNotContain(PASSWORD, STORE_PASSWORD, "\tat ");
    }

    @Test
    void shouldWorkWithACertificateAndMakeItsOwnTopics() throws Exception {
        // Given: passwords that config providers find in files
        var rules = rules("certificate");
        for (Role role : List.of(Role.WORKER, Role.CREATOR, Role.SUBMIT, Role.COLLECT)) {
            grant(rules, role, "User:CN=worker");
        }
        var settings = certificate("worker");
        try (var worker = worker("certificate", settings)) {
            URI endpoint = awaitReady(worker);
            // When
            var submitted = command(settings, "submit", images().toString(), "--topics-prefix", "certificate");
            var collected = collect(settings, "certificate");
            // Then
            assertThat(submitted.awaitEnd()).as(submitted.said()).isZero();
            assertThat(collected.awaitEnd()).as(collected.said()).isZero();
            assertThat(collected.said()).contains("1 masks and 1 failures");
            assertThat(worker.said() + submitted.said() + collected.said() + get(endpoint.resolve("metrics")))
                    .doesNotContain(STORE_PASSWORD, "\tat ");
        }
    }

    /** Each with rights on names of its own, so that none helps another. */
    @ParameterizedTest
    @CsvSource({
        "at_least_once, classic, false",
        "at_least_once, streams, false",
        "exactly_once_v2, streams, false",
        "at_least_once, streams, true",
        "exactly_once_v2, streams, true"
    })
    void shouldWorkWithTheLeastRightsOfItsGuaranteeAndGroupProtocol(
            String guarantee, String protocol, boolean makesItsTopics) throws Exception {
        // Given
        String prefix = "%s-%s-%s".formatted(guarantee, protocol, makesItsTopics);
        var rules = new AccessRules(
                new Topics(prefix),
                application(prefix),
                guarantee.equals("exactly_once_v2"),
                protocol.equals("streams"));
        if (makesItsTopics) {
            grant(rules, Role.CREATOR, "User:worker");
        } else {
            create(rules.topics());
        }
        for (Role role : List.of(Role.WORKER, Role.SUBMIT, Role.COLLECT)) {
            grant(rules, role, "User:" + role.wireName());
        }
        String[] settings = {
            "--topics.create=" + makesItsTopics,
            "--processing.guarantee=" + guarantee,
            "--set",
            "kafka.group.protocol=" + protocol
        };
        var said = new StringBuilder();
        // When: twice, for the second finds what the first left
        for (int start = 1; start <= 2; start++) {
            try (var worker = worker(prefix, sasl(Role.WORKER), settings)) {
                awaitReady(worker);
                var submitted = submit(sasl(Role.SUBMIT), prefix);
                // Then
                assertThat(submitted.awaitEnd()).as(submitted.said()).isZero();
                var collected = collect(sasl(Role.COLLECT), prefix, 2 * start);
                assertThat(collected.awaitEnd()).as(collected.said()).isZero();
                assertThat(collected.said()).contains("%d masks and %d failures".formatted(start, start));
                said.append(worker.said());
            }
        }
        assertThat(said).doesNotContainIgnoringCase("authorization").doesNotContainIgnoringCase("not authorized");
    }

    @Test
    void shouldSayWhatMendsAWrongPassword() throws Exception {
        var wrong = new HashMap<>(sasl(Role.WORKER));
        wrong.put(
                "MASKSTREAM_KAFKA_SASL_JAAS_CONFIG_FILE",
                jaas("worker", "guessed-secret").toString());
        for (var program : List.of(worker("wrong", wrong), submit(wrong, "wrong"), collect(wrong, "wrong"))) {
            assertRefused(program, "does not accept the login", "check user and password in kafka.sasl.jaas.config");
            assertThat(program.said()).doesNotContain("guessed-secret");
        }
    }

    @Test
    void shouldSayWhatMendsABrokerThatIsNotTrusted() throws Exception {
        var wrong = new HashMap<>(sasl(Role.WORKER));
        wrong.put("MASKSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION", strangerPem.toString());
        for (var program : List.of(worker("untrusted", wrong), submit(wrong, "untrusted"))) {
            assertRefused(program, "has a certificate that is not trusted here", "kafka.ssl.truststore.location");
        }
    }

    @Test
    void shouldSayWhatMendsACertificateThatBrokersDoNotTrust() throws Exception {
        var wrong = certificate("stranger");
        for (var program : List.of(worker("stranger", wrong), submit(wrong, "stranger"))) {
            assertRefused(program, "does not accept this client's certificate", "kafka.ssl.keystore.location");
        }
    }

    @Test
    void shouldSayWhatMendsAMissingRight() throws Exception {
        // Given
        var rules = rules("rights");
        create(rules.topics());
        // When
        assertRefused(submit(sasl(Role.WORKER), "rights"), "use the topic rights.images", "./maskstream acls");
        assertRefused(
                command(sasl(Role.WORKER), "replay", "--topics-prefix", "rights"),
                "use the topic rights.",
                "./maskstream acls");
        // Given: one right after the other, as a worker comes upon them
        var grants = rules.of(Role.WORKER);
        var kinds = List.of(Grant.Kind.TOPIC, Grant.Kind.GROUP, Grant.Kind.TRANSACTIONAL_ID);
        var missing = List.of("use the topic rights.", "use the group app-rights", "use its transactional.id");
        for (int i = 0; i < kinds.size(); i++) {
            // When
            assertRefused(
                    worker("rights", sasl(Role.WORKER), "--topics.create=false"), missing.get(i), "./maskstream acls");
            for (Grant grant : grants) {
                if (grant.kind() == kinds.get(i)) {
                    allow(grant, "User:worker");
                }
            }
        }
    }

    @Test
    void shouldRaiseWhatPendingImagesHaveOutgrown() throws Exception {
        // Given: a changelog as old as the group, and an images topic that takes more since
        var rules = rules("grown");
        create(rules.topics());
        grant(rules, Role.WORKER, "User:worker");
        try (var worker = worker("grown", sasl(Role.WORKER), "--topics.create=false")) {
            awaitReady(worker);
        }
        limit(rules.topics().images(), 3_000_000);
        String changelog = SegmentationTopology.changelog(application("grown"));
        // When / Then: without the right
        assertRefused(
                worker("grown", sasl(Role.WORKER), "--topics.create=false"),
                "the topic app-grown-pending-changelog takes at most",
                "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name app-grown-pending-changelog --add-config max.message.bytes=3065536"
                        .formatted(broker.saslServers()));
        // When
        grant(rules, Role.CREATOR, "User:worker");
        try (var worker = worker("grown", sasl(Role.WORKER), "--topics.create=false")) {
            awaitReady(worker);
            // Then
            assertThat(limit(changelog)).isEqualTo("3065536");
        }
    }

    private static String limit(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var settings = broker.admin().describeConfigs(List.of(resource)).all().get();
        return requireNonNull(settings.get(resource)).get("max.message.bytes").value();
    }

    private static void limit(String topic, int bytes) throws Exception {
        var raise = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        broker.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(raise)))
                .all()
                .get();
    }

    private static void assertRefused(Program program, String why, String remedy) throws Exception {
        assertThat(program.awaitEnd()).as(program.said()).isEqualTo(1);
        assertThat(program.said().lines().filter(line -> line.contains(why) && line.contains(remedy)))
                .as(program.said())
                .hasSize(1);
        assertThat(program.said()).doesNotContain(PASSWORD, STORE_PASSWORD, "\tat ");
    }

    /** Not the prefix of the topics, so that rights for one are none for the other. */
    private static String application(String prefix) {
        return "app-" + prefix;
    }

    private static AccessRules rules(String prefix) {
        return new AccessRules(new Topics(prefix), application(prefix), true, false);
    }

    private static void grant(AccessRules rules, Role role, String principal) throws Exception {
        for (Grant grant : rules.of(role)) {
            allow(grant, principal);
        }
    }

    private static void allow(Grant grant, String principal) throws Exception {
        broker.allow(principal, grant.kind().name(), grant.name(), grant.prefixed(), grant.operations());
    }

    private static void create(Topics topics) throws Exception {
        var all = topics.all().stream()
                .map(topic -> new NewTopic(topic, Optional.of(2), Optional.empty()))
                .toList();
        broker.admin().createTopics(all).all().get();
    }

    /** The trusted authority as PEM, and the password in a file that a variable names. */
    private Map<String, String> sasl(Role user) throws IOException {
        return Map.of(
                "MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS",
                broker.saslServers(),
                "MASKSTREAM_KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "MASKSTREAM_KAFKA_SASL_MECHANISM",
                "SCRAM-SHA-256",
                "MASKSTREAM_KAFKA_SASL_JAAS_CONFIG_FILE",
                jaas(user.wireName(), PASSWORD).toString(),
                "MASKSTREAM_KAFKA_SSL_TRUSTSTORE_TYPE",
                "PEM",
                "MASKSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION",
                brokerPem.toString());
    }

    private Path jaas(String user, String password) throws IOException {
        return Files.writeString(
                folder.resolve("jaas-%s-%d".formatted(user, password.length())),
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";%n"
                        .formatted(user, password));
    }

    /** Two of Kafka's config providers: a folder with a file a secret, and a properties file. */
    private Map<String, String> certificate(String name) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("store-password"), STORE_PASSWORD);
        Path properties = Files.writeString(folder.resolve("secret.properties"), "key=" + STORE_PASSWORD + "\n");
        String providers = "org.apache.kafka.common.config.provider.";
        var settings = new HashMap<String, String>();
        settings.put("MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS", broker.certificateServers());
        settings.put("MASKSTREAM_KAFKA_SECURITY_PROTOCOL", "SSL");
        settings.put("MASKSTREAM_KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
        settings.put("MASKSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION", brokerPem.toString());
        settings.put("MASKSTREAM_KAFKA_SSL_KEYSTORE_TYPE", "PKCS12");
        settings.put(
                "MASKSTREAM_KAFKA_SSL_KEYSTORE_LOCATION",
                shared.resolve(name + ".p12").toString());
        settings.put("MASKSTREAM_KAFKA_SSL_KEYSTORE_PASSWORD", "${directory:%s:store-password}".formatted(secrets));
        settings.put("MASKSTREAM_KAFKA_SSL_KEY_PASSWORD", "${file:%s:key}".formatted(properties));
        settings.put("MASKSTREAM_KAFKA_CONFIG_PROVIDERS", "file,directory");
        settings.put("MASKSTREAM_KAFKA_CONFIG_PROVIDERS_FILE_CLASS", providers + "FileConfigProvider");
        settings.put("MASKSTREAM_KAFKA_CONFIG_PROVIDERS_DIRECTORY_CLASS", providers + "DirectoryConfigProvider");
        return settings;
    }

    private Path images() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Files.write(images.resolve("cat.png"), TestImages.png(TestImages.stripes(90, 60, Color.RED, Color.BLUE)));
        Files.writeString(images.resolve("letter.jpg"), "not an image");
        return images;
    }

    private Path model() throws IOException {
        return TestModels.colours(64, 64).writeTo(folder);
    }

    private Program worker(String prefix, Map<String, String> environment, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "worker",
                "--topics.prefix=" + prefix,
                "--application.id=" + application(prefix),
                "--instance.id=one",
                "--model=" + model(),
                "--source.roots=" + folder,
                "--state.dir=" + folder.resolve("state"),
                "--inference.sessions=1",
                "--inference.threads=1",
                "--http.port=0"));
        arguments.addAll(List.of(more));
        return Program.start(log("worker"), environment, arguments);
    }

    private Program submit(Map<String, String> environment, String prefix) throws IOException {
        return command(environment, "submit", images().toString(), "--topics-prefix", prefix);
    }

    private Program collect(Map<String, String> environment, String prefix) throws IOException {
        return collect(environment, prefix, 2);
    }

    private Program collect(Map<String, String> environment, String prefix, int count) throws IOException {
        return command(
                environment,
                "collect",
                "--out",
                folder.resolve("out").toString(),
                "--from-beginning",
                "--count",
                Integer.toString(count),
                "--idle",
                "60",
                "--topics-prefix",
                prefix);
    }

    private Program command(Map<String, String> environment, String... arguments) throws IOException {
        return Program.start(log(arguments[0]), environment, List.of(arguments));
    }

    private Path log(String name) throws IOException {
        return Files.createTempFile(folder, name, ".log");
    }

    private static URI awaitReady(Program worker) {
        return await("worker")
                .atMost(Duration.ofMinutes(2))
                .failFast("it has ended", () -> !worker.process().isAlive())
                .until(
                        () -> {
                            var ready = READY.matcher(worker.said());
                            return URI.create(ready.find() ? ready.group(1) : "");
                        },
                        uri -> uri.getHost() != null);
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
