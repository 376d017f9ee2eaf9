package io.maskstream.standalone.it.hostile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.standalone.it.broker.Broker;
import io.maskstream.standalone.it.broker.Docker;
import io.maskstream.standalone.it.broker.Wire;
import io.maskstream.standalone.it.process.WorkerImage;
import io.maskstream.standalone.it.source.Photographs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A worker's image with a heap of 512 MiB, for which the kernel has 1.5 GiB and no swap, and not a page more: who asks for more is killed.
 * {@code -Dphotographs=500} for the long run, {@code -Dmemory.limit} for another limit in MiB.
 */
final class MemoryLimitIT {
    private static final int PHOTOGRAPHS = Integer.getInteger("photographs", 40);
    private static final long LIMIT = Long.getLong("memory.limit", 1_536) << 20;
    private static final Duration LONGEST_WORK = Duration.ofMinutes(20);
    private static final String PREFIX = "memory-limit";

    @Test
    void shouldSegmentPhotographsThatAreSentAtOnceWithinTheMemoryOfItsContainer(@TempDir Path folder) throws Exception {
        // Given
        String image = WorkerImage.build(folder.resolve("build.log"));
        var files = Photographs.paint(readableByAll(folder.resolve("photographs")));
        try (var network = Network.newNetwork();
                var kafka = Docker.kafka().withListener("broker:19092").withNetwork(network);
                var worker = worker(image, network, folder.resolve("photographs"))) {
            kafka.start();
            worker.start();
            assertThat(limit(worker)).isEqualTo(LIMIT);
            String started = requireNonNull(state(worker).getStartedAt());
            try (var wire = new Wire(new Broker(kafka.getBootstrapServers(), () -> {}), PREFIX);
                    var answers = wire.answers()) {
                // When
                long begun = System.nanoTime();
                for (int number = 0; number < PHOTOGRAPHS; number++) {
                    Path file = files.get(number % files.size());
                    wire.send(name(number), URI.create("file:///images/" + file.getFileName()));
                }
                wire.flush();
                await("an outcome for each")
                        .atMost(LONGEST_WORK)
                        .pollInterval(Duration.ofMillis(100))
                        .failFast(() -> assertThat(state(worker).getRunning())
                                .as(worker::getLogs)
                                .isTrue())
                        .until(() -> {
                            answers.poll();
                            return answers.outcomes().count() >= PHOTOGRAPHS;
                        });
                report(worker, Duration.ofNanos(System.nanoTime() - begun));
                // Then
                var state = state(worker);
                assertThat(state.getRunning()).isTrue();
                assertThat(state.getStartedAt()).isEqualTo(started);
                assertThat(WorkerImage.exitCodeAfterSigterm(worker))
                        .as(worker.getLogs())
                        .isZero();
                assertThat(state(worker).getOOMKilled()).isFalse();
                answers.drain();
                assertThat(answers.failures()).isEmpty();
                assertThat(answers.outcomes().map(Outcome::imageId))
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PHOTOGRAPHS)
                                .mapToObj(MemoryLimitIT::name)
                                .toList());
                assertThat(answers.masks()).allSatisfy(mask -> assertThat(List.of(
                                mask.event().mask().width(), mask.event().mask().height()))
                        .containsExactly(Photographs.WIDTH, Photographs.HEIGHT));
            }
        }
    }

    /** Without a policy that starts it again: what is killed stays down. */
    private static GenericContainer<?> worker(String image, Network network, Path images) {
        return new GenericContainer<>(image)
                .withNetwork(network)
                .withEnv("JDK_JAVA_OPTIONS", "-Xmx512m")
                .withEnv("MASKSTREAM_KAFKA_BOOTSTRAP_SERVERS", "broker:19092")
                .withEnv("MASKSTREAM_TOPICS_PREFIX", PREFIX)
                .withEnv("MASKSTREAM_SOURCE_ROOTS", "/images")
                .withCreateContainerCmdModifier(create -> requireNonNull(create.getHostConfig())
                        // not Testcontainers' own, which would pull an image to try whether files can be mounted
                        .withBinds(new Bind(images.toString(), new Volume("/images"), AccessMode.ro))
                        .withMemory(LIMIT)
                        .withMemorySwap(LIMIT) // of both together: no swap
                        .withReadonlyRootfs(true)
                        .withTmpFs(Map.of("/tmp", "rw,exec"))) // which counts as memory, too
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(3)));
    }

    /** The user in the image is not the one who runs the test. */
    private static Path readableByAll(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.setPosixFilePermissions(
                Files.createDirectories(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static ContainerState state(GenericContainer<?> container) {
        return container
                .getDockerClient()
                .inspectContainerCmd(container.getContainerId())
                .exec()
                .getState();
    }

    /** Bytes, as the kernel tells it inside, by control groups of either version. */
    private static long limit(GenericContainer<?> container) throws Exception {
        return bytes(container, "cat /sys/fs/cgroup/memory.max || cat /sys/fs/cgroup/memory/memory.limit_in_bytes");
    }

    private static long bytes(GenericContainer<?> container, String command) throws Exception {
        return Long.parseLong(inside(container, command));
    }

    private static void report(GenericContainer<?> worker, Duration time) throws Exception {
        System.out.printf(
                "%d photographs of 24 megapixels within %d MiB in %.0f s: most resident memory of the process %s; most of the container, with its page cache, %,d MiB; limit met %s times%n",
                PHOTOGRAPHS,
                LIMIT >> 20,
                time.toMillis() / 1e3,
                inside(worker, "grep VmHWM /proc/1/status"),
                bytes(worker, "cat /sys/fs/cgroup/memory.peak || cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes")
                        >> 20,
                inside(worker, "grep '^max' /sys/fs/cgroup/memory.events || cat /sys/fs/cgroup/memory/memory.failcnt"));
    }

    private static String inside(GenericContainer<?> container, String command) throws Exception {
        return container
                .execInContainer("sh", "-c", command + " 2>/dev/null")
                .getStdout()
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String name(int number) {
        return "photograph-" + number;
    }
}
