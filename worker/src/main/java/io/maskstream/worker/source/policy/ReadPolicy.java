package io.maskstream.worker.source.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What may be read of files and of the web.
 *
 * @param roots folders whose files may be read; none is no file
 * @param hosts that may be asked
 * @param ports that may be asked, each 1 to 65535; none is any
 * @param networks that may be connected to although they are not public
 * @param maxRedirects most hops of one image, 0 or more
 * @param systemProxy go through the proxy of the JVM's properties, which then looks up names and decides what is connected to
 */
public record ReadPolicy(
        List<FileRule.Root> roots,
        List<HostPattern> hosts,
        Set<Integer> ports,
        List<Network> networks,
        int maxRedirects,
        boolean systemProxy) {

    private static final int REDIRECTS = 5;

    public ReadPolicy {
        roots = List.copyOf(roots);
        hosts = List.copyOf(hosts);
        ports = Set.copyOf(ports);
        networks = List.copyOf(networks);
        if (maxRedirects < 0) {
            throw new IllegalArgumentException("source.max-redirects is %d: the least is 0".formatted(maxRedirects));
        }
    }

    /** No files, and the public web on its usual ports. */
    public static ReadPolicy publicWeb() {
        return new ReadPolicy(List.of(), List.of(new HostPattern("*")), Set.of(80, 443), List.of(), REDIRECTS, false);
    }

    /** The same, and files under these folders. */
    public ReadPolicy withRoots(List<Path> folders) {
        return new ReadPolicy(
                folders.stream().map(FileRule.Root::of).toList(), hosts, ports, networks, maxRedirects, systemProxy);
    }

    /** The same, and any port of these networks and of public ones. */
    public ReadPolicy withNetworks(List<Network> more) {
        return new ReadPolicy(roots, hosts, Set.of(), more, maxRedirects, systemProxy);
    }
}
