package io.maskstream.standalone.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.schemas.mask.MaskDecoder;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Docker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerImage;
import io.maskstream.worker.testing.TestImages;
import java.awt.Color;
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
    @Test
    void shouldServeAsAnImageWithoutRootAndWithoutWritingToItself(@TempDir Path folder) throws Exception {
        // Given
        String image = WorkerImage.build(folder.resolve("build.log"));
        try (var network = Network.newNetwork();
                var kafka = Docker.kafka().withListener("broker:19092").withNetwork(network);
                var worker = new GenericContainer<>(image)) {
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
            assertThat(worker.execInContainer("cat", "/proc/1/maps").getStdout())
                    .as("Java shares the classes that were archived when the image was built")
                    .contains("/opt/maskstream/start.jsa");
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
            assertThat(WorkerImage.exitCodeAfterSigterm(worker))
                    .as(worker.getLogs())
                    .isZero();
        }
    }
}
