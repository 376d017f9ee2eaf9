package io.maskstream.worker.source.policy;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which hosts and ports of the web may be asked. What their names lead to is {@link AddressRule}'s. */
public final class WebRule {
    private final Set<String> schemes;
    private final List<HostPattern> hosts;
    private final Set<Integer> ports;

    /**
     * Allows nothing else.
     *
     * @param schemes of all sources
     * @param ports none is any
     */
    public WebRule(Set<String> schemes, List<HostPattern> hosts, Set<Integer> ports) {
        this.schemes = Set.copyOf(schemes);
        this.hosts = List.copyOf(hosts);
        this.ports = Set.copyOf(ports);
    }

    /** @throws Refusal where its host or port may not be asked, or is written in a way that is not read alike everywhere */
    public WebAddress check(URI uri) throws Refusal {
        var address = WebAddress.of(uri);
        if (hosts.stream().noneMatch(pattern -> pattern.matches(address.host()))) {
            throw forbidden("has a host that this worker does not ask; source.hosts allows %s"
                    .formatted(listed(hosts.stream().map(HostPattern::text).collect(Collectors.toList()))));
        }
        if (!ports.isEmpty() && !ports.contains(address.port())) {
            throw forbidden("has the port %d, which this worker does not ask; source.ports allows %s"
                    .formatted(address.port(), listed(new TreeSet<>(ports))));
        }
        return address;
    }

    /** As {@link #check}, for where a server sends its reader on to. */
    public WebAddress checkRedirect(WebAddress from, URI to) throws Refusal {
        String scheme = to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || !schemes.contains(scheme)) {
            throw forbidden(
                    "was redirected to an address whose scheme this worker does not follow; source.schemes allows %s"
                            .formatted(listed(new TreeSet<>(schemes))));
        }
        if (from.scheme().equals("https") && scheme.equals("http")) {
            throw forbidden(
                    "was redirected from https to http, where anybody on the way could change it; send an address that stays with https");
        }
        try {
            return check(to);
        } catch (Refusal refusal) {
            throw new Refusal(refusal.kind(), "was redirected to an address that " + refusal.what());
        }
    }

    private static Refusal forbidden(String what) {
        return new Refusal(Refusal.Kind.FORBIDDEN, what);
    }

    private static String listed(Iterable<?> values) {
        var text = new StringBuilder();
        values.forEach(value -> text.append(text.length() == 0 ? "" : ", ").append(value));
        return text.length() == 0 ? "none" : text.toString();
    }
}
