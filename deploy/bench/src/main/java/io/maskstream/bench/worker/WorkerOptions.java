package io.maskstream.bench.worker;

import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one worker is told; everything else is as it comes.
 *
 * @param prefix of its topics, and its application id
 * @param roots folders of the images
 * @param folder of its log and its state
 * @param jvmOptions such as {@code -Xmx512m}
 * @param settings any of the worker's by key, but for {@link #isOwn its own}
 */
public record WorkerOptions(
        String bootstrapServers,
        String prefix,
        Path model,
        ProcessingGuarantee guarantee,
        List<Path> roots,
        Path folder,
        List<String> jvmOptions,
        Map<String, String> settings) {
    /** Settings that each measurement makes itself, which others would not change: flags come before {@code --set}. */
    private static final Set<String> OWN = Set.of(
            "kafka.bootstrap.servers",
            "topics.prefix",
            "application.id",
            "instance.id",
            "processing.guarantee",
            "model",
            "source.roots",
            "state.dir",
            "http.port");

    /** Whether nobody else can set it. */
    public static boolean isOwn(String setting) {
        return OWN.contains(setting);
    }

    public WorkerOptions {
        jvmOptions = List.copyOf(jvmOptions);
        settings = Map.copyOf(settings);
    }

    /** Of {@link io.maskstream.standalone.fleet.WorkerMain}. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
                state().toString(),
                "worker",
                "--kafka.bootstrap.servers=" + bootstrapServers,
                "--topics.prefix=" + prefix,
                "--application.id=" + prefix,
                "--instance.id=bench",
                "--processing.guarantee=" + guarantee.kafkaName(),
                "--model=" + model,
                "--source.roots=" + roots.stream().map(Path::toString).collect(Collectors.joining(",")),
                "--state.dir=" + state(),
                "--http.port=0"));
        new TreeMap<>(settings).forEach((key, value) -> {
            arguments.add("--set");
            arguments.add(key + "=" + value);
        });
        return arguments;
    }

    Path log() {
        return folder.resolve(prefix + ".log");
    }

    private Path state() {
        return folder.resolve("state");
    }
}
