package io.maskstream.chaos.worker;

import io.maskstream.chaos.cluster.DockerNetwork;
import io.maskstream.chaos.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Workers in containers, each behind a {@code docker run} in the foreground: its output, its signals and its exit code are the worker's. The program is
 * the one that was built, bound into a Java image; the settings' folder is bound in under its own path.
 */
final class ContainerLauncher implements Launcher {
    /** The image that the worker's own is made from. */
    private static final String JAVA = "eclipse-temurin:17-jre";

    private static final Path BUILT =
            Path.of(System.getProperty("project.root")).resolve("worker/target");

    private final DockerNetwork network;
    private final List<String> options;
    private final Set<String> started = new LinkedHashSet<>();

    ContainerLauncher(DockerNetwork network, List<String> options) {
        this.network = network;
        this.options = List.copyOf(options);
    }

    @Override
    public ChildProcess start(String name, WorkerSettings settings, Map<String, String> environment) {
        started.add(name);
        var words = new ArrayList<>(List.of("docker", "run", "--rm", "--name", network.containerOf(name)));
        words.addAll(List.of("--network", network.name(), "--env", "ORT_DISABLE_TELEMETRY=1"));
        environment.forEach((variable, value) -> words.addAll(List.of("--env", variable + "=" + value)));
        words.addAll(List.of("--volume", BUILT + ":/built:ro"));
        words.addAll(List.of("--volume", settings.folder() + ":" + settings.folder()));
        words.addAll(options);
        words.add(JAVA);
        words.addAll(List.of("java", "-Xmx256m", "-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        words.addAll(List.of("-cp", "/built/classes:/built/lib/*:/built/modules/*", "io.maskstream.worker.cli.Main"));
        words.addAll(settings.arguments(name));
        return ChildProcess.run("worker " + name, words, Map.of(), settings.log(name));
    }

    @Override
    public void close() {
        started.forEach(network::remove);
        started.clear();
    }
}
