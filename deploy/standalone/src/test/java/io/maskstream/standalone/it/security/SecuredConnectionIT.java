package io.maskstream.standalone.it.security;

import static io.maskstream.standalone.it.security.SecuredKafka.PASSWORD;
import static io.maskstream.standalone.it.security.SecuredKafka.STORE_PASSWORD;
import static io.maskstream.standalone.it.security.SecuredKafka.application;
import static io.maskstream.standalone.it.security.SecuredKafka.rules;
import static io.maskstream.standalone.it.security.SecuredPrograms.assertRefused;
import static io.maskstream.standalone.it.security.SecuredPrograms.awaitReady;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.topology.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever shows a password or a certificate is let in, nobody is told the secrets, and who is turned away is told what mends it. */
final class SecuredConnectionIT extends SecuredFixture {
    @Test
    void shouldWorkOverSaslWithTheLeastRightsAndTellNobodyThePassword() throws Exception {
        // Given: topics that an administrator made, and secrets in files
        var rules = rules("sasl");
        kafka.create(rules.topics());
        for (Role role : List.of(Role.WORKER, Role.SUBMIT, Role.COLLECT, Role.REPLAY, Role.DOCTOR)) {
            kafka.grant(rules, role, "User:" + role.wireName());
        }
        Path images = programs.images();
        var said = new StringBuilder();
        try (var worker = programs.worker("sasl", programs.sasl(Role.WORKER), "--topics.create=false")) {
            URI endpoint = awaitReady(worker);
            // When
            var submitted = programs.command(
                    programs.sasl(Role.SUBMIT), "submit", images.toString(), "--topics-prefix", "sasl");
            // Then
            assertThat(submitted.awaitEnd()).as(submitted.said()).isZero();
            assertThat(submitted.said()).contains("2 submitted to sasl.images, 0 failed");
            // When
            var collected = programs.collect(programs.sasl(Role.COLLECT), "sasl");
            // Then
            assertThat(collected.awaitEnd()).as(collected.said()).isZero();
            assertThat(collected.said()).contains("1 masks and 1 failures");
            // When
            var replayed =
                    programs.command(programs.sasl(Role.REPLAY), "replay", "--topics-prefix", "sasl", "--execute");
            // Then
            assertThat(replayed.awaitEnd()).as(replayed.said()).isZero();
            assertThat(replayed.said()).contains("1 records are back on sasl.images");
            // When
            var examined = programs.command(
                    programs.sasl(Role.DOCTOR),
                    "doctor",
                    "--topics.prefix=sasl",
                    "--application.id=" + application("sasl"),
                    "--state.dir=" + folder.resolve("doctor-state"),
                    "--model=" + programs.model());
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
            kafka.grant(rules, role, "User:CN=worker");
        }
        var settings = programs.certificate("worker");
        try (var worker = programs.worker("certificate", settings)) {
            URI endpoint = awaitReady(worker);
            // When
            var submitted = programs.command(
                    settings, "submit", programs.images().toString(), "--topics-prefix", "certificate");
            var collected = programs.collect(settings, "certificate");
            // Then
            assertThat(submitted.awaitEnd()).as(submitted.said()).isZero();
            assertThat(collected.awaitEnd()).as(collected.said()).isZero();
            assertThat(collected.said()).contains("1 masks and 1 failures");
            assertThat(worker.said() + submitted.said() + collected.said() + get(endpoint.resolve("metrics")))
                    .doesNotContain(STORE_PASSWORD, "\tat ");
        }
    }

    @Test
    void shouldSayWhatMendsAWrongPassword() throws Exception {
        var wrong = new HashMap<>(programs.sasl(Role.WORKER));
        wrong.put(
                "MASKSTREAM_KAFKA_SASL_JAAS_CONFIG_FILE",
                programs.jaas("worker", "guessed-secret").toString());
        for (var program : List.of(
                programs.worker("wrong", wrong), programs.submit(wrong, "wrong"), programs.collect(wrong, "wrong"))) {
            assertRefused(program, "does not accept the login", "check user and password in kafka.sasl.jaas.config");
            assertThat(program.said()).doesNotContain("guessed-secret");
        }
    }

    @Test
    void shouldSayWhatMendsABrokerThatIsNotTrusted() throws Exception {
        var wrong = new HashMap<>(programs.sasl(Role.WORKER));
        wrong.put(
                "MASKSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION", kafka.strangerPem().toString());
        for (var program : List.of(programs.worker("untrusted", wrong), programs.submit(wrong, "untrusted"))) {
            assertRefused(program, "has a certificate that is not trusted here", "kafka.ssl.truststore.location");
        }
    }

    @Test
    void shouldSayWhatMendsACertificateThatBrokersDoNotTrust() throws Exception {
        var wrong = programs.certificate("stranger");
        for (var program : List.of(programs.worker("stranger", wrong), programs.submit(wrong, "stranger"))) {
            assertRefused(program, "does not accept this client's certificate", "kafka.ssl.keystore.location");
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
