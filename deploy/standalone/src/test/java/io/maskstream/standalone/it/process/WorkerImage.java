package io.maskstream.standalone.it.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.standalone.it.broker.Docker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;

/** The worker's image as deploy/docker/README.md says to build it, with the model that comes along. */
public final class WorkerImage {
    private static final String NAME = "maskstream-worker:integration-test";
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final int LONGEST_STOP_SECONDS = 60;

    private WorkerImage() {}

    /**
     * Builds it, or skips the test where that cannot be.
     *
     * @param log what docker build says
     * @return its name
     */
    public static String build(Path log) throws IOException, InterruptedException {
        Docker.assume(Docker.answers(), "no Docker engine answers");
        Docker.assume(
                Files.isRegularFile(ROOT.resolve("deploy/models/best-int8.onnx")),
                "deploy/models/best-int8.onnx is missing");
        Docker.assume(hasLibrariesForLinux(), "worker/target/lib was built for another platform than the image is for");
        var build = new ProcessBuilder("docker", "build", "-f", "deploy/docker/worker.Dockerfile", "-t", NAME, ".")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        build.getOutputStream().close();
        assertThat(build.waitFor()).as(() -> read(log)).isZero();
        return NAME;
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

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "the log of docker build cannot be read: " + e.getMessage();
        }
    }

    /** Stops it as Docker and Kubernetes do. */
    public static long exitCodeAfterSigterm(GenericContainer<?> container) {
        var docker = container.getDockerClient();
        docker.stopContainerCmd(container.getContainerId())
                .withTimeout(LONGEST_STOP_SECONDS)
                .exec();
        var state =
                docker.inspectContainerCmd(container.getContainerId()).exec().getState();
        return requireNonNull(state.getExitCodeLong());
    }
}
