package io.maskstream.standalone.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.broker.Docker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What deploy/compose.yaml has to agree about with the rest. */
final class ComposeFileTest {
    private static final Path FILE = Path.of(System.getProperty("project.root"), "deploy/compose.yaml");

    @Test
    void shouldRunTheKafkaThatIsTested() throws IOException {
        assertThat(at("services", "kafka", "image"))
                .isEqualTo(Docker.KAFKA)
                .isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }

    @Test
    void shouldTellWorkersAndHostTheAddressThatTheyCanReach() throws IOException {
        // Given
        String listeners = at("services", "kafka", "environment", "KAFKA_ADVERTISED_LISTENERS")
                .toString();
        String worker = at("services", "worker", "environment", "MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS")
                .toString();
        // Then
        assertThat(listeners.split(",")).containsExactly("INSIDE://" + worker, "OUTSIDE://localhost:9092");
        assertThat(at("services", "kafka", "ports")).isEqualTo(List.of("127.0.0.1:9092:9092"));
    }

    @Test
    void shouldBuildTwoWorkersFromTheDockerfile() throws IOException {
        // Given
        Path context =
                FILE.resolveSibling(at("services", "worker", "build", "context").toString());
        String dockerfile = at("services", "worker", "build", "dockerfile").toString();
        // Then
        assertThat(context.resolve(dockerfile)).isRegularFile();
        assertThat(at("services", "worker", "deploy", "replicas")).isEqualTo(2);
    }

    private static Object at(String... path) throws IOException {
        Object node = requireNonNull(new Yaml().load(Files.readString(FILE)));
        for (String name : path) {
            node = requireNonNull(((Map<?, ?>) node).get(name), () -> String.join(".", path) + " is missing");
        }
        return node;
    }
}
