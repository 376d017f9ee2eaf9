package io.maskstream.standalone.it.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.maskstream.standalone.it.process.Program;
import io.maskstream.worker.testing.TestImages;
import io.maskstream.worker.testing.TestModels;
import io.maskstream.worker.topology.access.Role;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A worker and commands at a broker that asks who they are, and the settings with which they tell it.
 *
 * @param folder has all that a test's programs read and write
 */
record SecuredPrograms(SecuredKafka kafka, Path folder) {
    private static final Pattern READY = Pattern.compile("worker \\S+ is ready: .* (http://\\S+)");

    /** The trusted authority as PEM, and the password in a file that a variable names. */
    Map<String, String> sasl(Role user) throws IOException {
        return Map.of(
                "MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS",
                kafka.broker().saslServers(),
                "MASKSTREAM_KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "MASKSTREAM_KAFKA_SASL_MECHANISM",
                "SCRAM-SHA-256",
                "MASKSTREAM_KAFKA_SASL_JAAS_CONFIG_FILE",
                jaas(user.wireName(), SecuredKafka.PASSWORD).toString(),
                "MASKSTREAM_KAFKA_SSL_TRUSTSTORE_TYPE",
                "PEM",
                "MASKSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION",
                kafka.brokerPem().toString());
    }

    Path jaas(String user, String password) throws IOException {
        return Files.writeString(
                folder.resolve("jaas-%s-%d".formatted(user, password.length())),
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";%n"
                        .formatted(user, password));
    }

    /** Two of Kafka's config providers: a folder with a file a secret, and a properties file. */
    Map<String, String> certificate(String name) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("store-password"), SecuredKafka.STORE_PASSWORD);
        Path properties =
                Files.writeString(folder.resolve("secret.properties"), "key=" + SecuredKafka.STORE_PASSWORD + "\n");
        String providers = "org.apache.kafka.common.config.provider.";
        var settings = new HashMap<String, String>();
        settings.put("MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS", kafka.broker().certificateServers());
        settings.put("MASKSTREAM_KAFKA_SECURITY_PROTOCOL", "SSL");
        settings.put("MASKSTREAM_KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
        settings.put(
                "MASKSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION", kafka.brokerPem().toString());
        settings.put("MASKSTREAM_KAFKA_SSL_KEYSTORE_TYPE", "PKCS12");
        settings.put(
                "MASKSTREAM_KAFKA_SSL_KEYSTORE_LOCATION",
                kafka.keystores().resolve(name + ".p12").toString());
        settings.put("MASKSTREAM_KAFKA_SSL_KEYSTORE_PASSWORD", "${directory:%s:store-password}".formatted(secrets));
        settings.put("MASKSTREAM_KAFKA_SSL_KEY_PASSWORD", "${file:%s:key}".formatted(properties));
        settings.put("MASKSTREAM_KAFKA_CONFIG_PROVIDERS", "file,directory");
        settings.put("MASKSTREAM_KAFKA_CONFIG_PROVIDERS_FILE_CLASS", providers + "FileConfigProvider");
        settings.put("MASKSTREAM_KAFKA_CONFIG_PROVIDERS_DIRECTORY_CLASS", providers + "DirectoryConfigProvider");
        return settings;
    }

    /** One image, and a file that is none. */
    Path images() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Files.write(images.resolve("cat.png"), TestImages.png(TestImages.stripes(90, 60, Color.RED, Color.BLUE)));
        Files.writeString(images.resolve("letter.jpg"), "not an image");
        return images;
    }

    Path model() throws IOException {
        return TestModels.colours(64, 64).writeTo(folder);
    }

    Program worker(String prefix, Map<String, String> environment, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "worker",
                "--topics.prefix=" + prefix,
                "--application.id=" + SecuredKafka.application(prefix),
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

    Program submit(Map<String, String> environment, String prefix) throws IOException {
        return command(environment, "submit", images().toString(), "--topics-prefix", prefix);
    }

    Program collect(Map<String, String> environment, String prefix) throws IOException {
        return collect(environment, prefix, 2);
    }

    Program collect(Map<String, String> environment, String prefix, int count) throws IOException {
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

    Program command(Map<String, String> environment, String... arguments) throws IOException {
        return Program.start(log(arguments[0]), environment, List.of(arguments));
    }

    private Path log(String name) throws IOException {
        return Files.createTempFile(folder, name, ".log");
    }

    static URI awaitReady(Program worker) {
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

    /** It ends, one line of it says why and what to do, and none tells a secret. */
    static void assertRefused(Program program, String why, String remedy) throws Exception {
        assertThat(program.awaitEnd()).as(program.said()).isEqualTo(1);
        assertThat(program.said().lines().filter(line -> line.contains(why) && line.contains(remedy)))
                .as(program.said())
                .hasSize(1);
        assertThat(program.said()).doesNotContain(SecuredKafka.PASSWORD, SecuredKafka.STORE_PASSWORD, "\tat ");
    }
}
