package io.maskstream.worker.doctor.machine;

import io.maskstream.worker.doctor.Check;
import io.maskstream.worker.doctor.Finding;
import io.maskstream.worker.source.policy.FileRule;
import io.maskstream.worker.source.reading.SourceConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a worker may read, in a line. */
public record SourcesCheck(SourceConfig sources) implements Check {
    @Override
    public String name() {
        return "sources";
    }

    @Override
    public Finding look() {
        var policy = sources.policy();
        for (FileRule.Root root : policy.roots()) {
            if (!Files.isReadable(root.real()) || !Files.isExecutable(root.real())) {
                return Finding.warn(
                        "source.roots has %s, which may not be looked into".formatted(root.written()),
                        "change its rights, or take it out of --source.roots");
            }
        }
        String files = policy.roots().isEmpty()
                ? "no files (source.roots is empty)"
                : "files under "
                        + listed(policy.roots().stream()
                                .map(FileRule.Root::written)
                                .map(Path::toString)
                                .toList());
        String ports = policy.ports().isEmpty() ? "any" : listed(new TreeSet<>(policy.ports()));
        return Finding.ok("may read %s; %s; web hosts %s, ports %s, public addresses%s"
                .formatted(
                        listed(sources.schemes()),
                        files,
                        listed(policy.hosts().stream().map(host -> host.text()).toList()),
                        ports,
                        policy.systemProxy()
                                ? " as the system's proxy sees it"
                                : policy.networks().isEmpty() ? " only" : " and " + listed(policy.networks())));
    }

    private static String listed(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
