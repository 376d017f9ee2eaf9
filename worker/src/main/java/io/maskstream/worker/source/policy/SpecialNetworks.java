package io.maskstream.worker.source.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Addresses that are not the public Internet's: the IANA special-purpose address registries (RFC 6890) and what clouds put there. */
final class SpecialNetworks {
    /** Where clouds hand out credentials to whoever asks from inside. */
    private static final List<Network> METADATA = networks(
            "169.254.169.254", // AWS, Azure, Google and others
            "169.254.170.2", // AWS ECS
            "169.254.170.23", // AWS EKS
            "100.100.100.200", // Alibaba
            "192.0.0.192", // Oracle
            "168.63.129.16", // Azure's host
            "fd00:ec2::254",
            "fd00:ec2::23",
            "fd20:ce::254");

    private static final Map<Network, String> V4 = named(
            "0.0.0.0/8", "this machine",
            "10.0.0.0/8", "a private network",
            "100.64.0.0/10", "a provider's shared network",
            "127.0.0.0/8", "loopback",
            "169.254.0.0/16", "link-local",
            "172.16.0.0/12", "a private network",
            "192.0.0.0/24", "reserved for protocols",
            "192.0.2.0/24", "documentation",
            "192.88.99.0/24", "a relay of 6to4",
            "192.168.0.0/16", "a private network",
            "198.18.0.0/15", "benchmarking",
            "198.51.100.0/24", "documentation",
            "203.0.113.0/24", "documentation",
            "224.0.0.0/4", "multicast",
            "240.0.0.0/4", "reserved or broadcast");

    private static final Map<Network, String> V6 = named(
            "::1/128", "loopback",
            "fc00::/7", "a private network",
            "fe80::/10", "link-local",
            "ff00::/8", "multicast",
            "2001::/23", "reserved for protocols",
            "2001:db8::/32", "documentation",
            "2002::/16", "6to4, which hides an address of IPv4",
            "3fff::/20", "documentation");

    /** Where all public addresses of IPv6 are (RFC 4291, section 2.4). */
    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    /** The well-known prefix of NAT64 (RFC 6052): the last four bytes are an address of IPv4. */
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private static final int V4_IN_V6 = 12;

    private SpecialNetworks() {}

    /** Whether a cloud gives away secrets there. */
    static boolean isMetadata(InetAddress address) {
        return METADATA.stream().anyMatch(network -> network.contains(address));
    }

    /** What an address is that is not public, in a few words. */
    static Optional<String> of(InetAddress address) {
        return isMetadata(address) ? Optional.of("a cloud's metadata service") : of(address.getAddress());
    }

    private static Optional<String> of(byte[] address) {
        if (address.length == 4) {
            return in(V4, address);
        }
        if (NAT64.contains(address)) {
            byte[] inside = Arrays.copyOfRange(address, V4_IN_V6, address.length);
            return isMetadata(inet(inside)) ? Optional.of("a cloud's metadata service") : in(V4, inside);
        }
        var special = in(V6, address);
        return special.isPresent() || GLOBAL_UNICAST.contains(address) ? special : Optional.of("not public");
    }

    private static Optional<String> in(Map<Network, String> networks, byte[] address) {
        return networks.entrySet().stream()
                .filter(network -> network.getKey().contains(address))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four bytes are an address", impossible);
        }
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(Network::parse).toList();
    }

    private static Map<Network, String> named(String... networksAndNames) {
        var named = new LinkedHashMap<Network, String>();
        for (int i = 0; i < networksAndNames.length; i += 2) {
            named.put(Network.parse(networksAndNames[i]), networksAndNames[i + 1]);
        }
        return named;
    }
}
