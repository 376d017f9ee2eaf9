package io.maskstream.chaos.worker;

import io.maskstream.verify.proof.Guarantee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What all workers of a trial are told. Whatever a worker needs to be allowed, it is allowed here.
 *
 * @param prefix of the topics, and the name of the group
 * @param protocol {@code classic} or {@code streams}
 * @param folder for logs and state
 * @param more flags, such as {@code --source.timeout=2s}
 */
public record WorkerSettings(
        String bootstrapServers,
        String prefix,
        Guarantee guarantee,
        String protocol,
        Path model,
        Path folder,
        List<String> more) {

    List<String> arguments(String name) {
        var arguments = new ArrayList<>(List.of(
                "worker",
                "--kafka.bootstrap.servers=" + bootstrapServers,
                "--topics.prefix=" + prefix,
                "--application.id=" + prefix,
                "--instance.id=" + name,
                "--processing.guarantee=" + guarantee.kafkaName(),
                "--set",
                "kafka.group.protocol=" + protocol,
                "--model=" + model,
                "--state.dir=" + folder.resolve(name + "-state"),
                "--inference.sessions=1",
                "--inference.threads=1",
                "--http.port=0"));
        arguments.addAll(more);
        return arguments;
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }
}
