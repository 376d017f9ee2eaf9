package io.maskstream.standalone.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.worker.testing.TestImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The image as deploy/docker/README.md says to build it, with the model that comes along. */
final class DockerImageIT {
    private static final String IMAGE = "maskstream-worker:integration-test";
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final int LONGEST_STOP_SECONDS = 60;

    @Test
    void shouldServeAsAnImageWithoutRootAndWithoutWritingToItself(@TempDir Path folder) throws Exception {
        Docker.assume(Docker.answers(), "no Docker engine answers");
        Docker.assume(
                Files.isRegularFile(ROOT.resolve("deploy/models/lesson.onnx")), "deploy/models/lesson.onnx is missing");
        Docker.assume(hasLibrariesForLinux(), "worker/target/lib was built for another platform than the image is for");
        // Given
        build(folder.resolve("build.log"));
        try (var network = Network.newNetwork();
                var kafka = Docker.kafka().withListener("broker:19092").withNetwork(network);
                var worker = new GenericContainer<>(IMAGE)) {
            kafka.start();
            worker.withNetwork(network)
                    .withEnv("MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS", "broker:19092")
                    .withTmpFs(Map.of("/tmp", "rw,exec"))
                    .withCreateContainerCmdModifier(
                            create -> requireNonNull(create.getHostConfig()).withReadonlyRootfs(true))
                    .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(3)));
            // When
            worker.start();
            // Then
            assertThat(worker.getContainerInfo().getConfig().getUser()).isEqualTo("10001:10001");
            try (var wire = new Wire(new Broker(kafka.getBootstrapServers(), () -> {}), "maskstream");
                    var answers = wire.answers()) {
                byte[] png = TestImages.png(TestImages.stripes(120, 90, Color.ORANGE, Color.GRAY));
                String uri = "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
                wire.send("cat", uri.getBytes(UTF_8), Map.of());
                wire.flush();
                answers.awaitOutcomes(1);
                var mask = MaskDecoder.decode(answers.mask("cat").mask());
                assertThat(List.of(mask.width(), mask.height())).containsExactly(120, 90);
            }
            assertThat(exitCodeAfterSigterm(worker)).as(worker.getLogs()).isZero();
        }
    }

    private static boolean hasLibrariesForLinux() throws IOException {
        Path libraries = ROOT.resolve("worker/target/lib");
        assertThat(libraries)
                .as("what the image is made of; ./mvnw package makes it")
                .isDirectory();
        try (var files = Files.list(libraries)) {
            return files.anyMatch(file -> file.toString().endsWith("-linux-x86_64.jar"));
        }
    }

    private static void build(Path log) throws IOException, InterruptedException {
        var build = new ProcessBuilder("docker", "build", "-f", "deploy/docker/worker.Dockerfile", "-t", IMAGE, ".")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        build.getOutputStream().close();
        assertThat(build.waitFor()).as(() -> read(log)).isZero();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "the log of docker build cannot be read: " + e.getMessage();
        }
    }

    private static Long exitCodeAfterSigterm(GenericContainer<?> container) {
        var docker = container.getDockerClient();
        docker.stopContainerCmd(container.getContainerId())
                .withTimeout(LONGEST_STOP_SECONDS)
                .exec();
        var state =
                docker.inspectContainerCmd(container.getContainerId()).exec().getState();
        return requireNonNull(state.getExitCodeLong());
    }
}
