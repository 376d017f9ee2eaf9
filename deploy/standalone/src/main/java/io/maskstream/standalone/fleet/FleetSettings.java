package io.maskstream.standalone.fleet;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all workers of a fleet are told.
 *
 * @param workers how many processes, 1 or more
 * @param roots folders whose files may be read, without a comma in their names
 * @param state where workers keep local state; each has a folder of its own there
 * @param logs where {@code worker-K.log} are written
 * @param threads of inference, 1 or more
 * @param guarantee {@code exactly_once_v2} or {@code at_least_once}
 */
public record FleetSettings(
        int workers,
        String bootstrapServers,
        String topicsPrefix,
        String applicationId,
        String guarantee,
        Path model,
        List<Path> roots,
        Path state,
        Path logs,
        int threads) {

    /** The worker's command line. */
    List<String> arguments(int worker) {
        return List.of(
                "worker",
                "--kafka.bootstrap.servers=" + bootstrapServers,
                "--topics.prefix=" + topicsPrefix,
                "--application.id=" + applicationId,
                "--instance.id=" + name(worker),
                "--processing.guarantee=" + guarantee,
                "--model=" + model,
                "--source.roots=" + roots.stream().map(Path::toString).collect(Collectors.joining(",")),
                "--state.dir=" + stateOf(worker),
                "--inference.sessions=" + threads,
                "--inference.threads=1",
                "--http.port=0");
    }

    Path stateOf(int worker) {
        return state.resolve(name(worker));
    }

    Path logOf(int worker) {
        return logs.resolve(name(worker) + ".log");
    }

    static String name(int worker) {
        return "worker-" + worker;
    }
}
