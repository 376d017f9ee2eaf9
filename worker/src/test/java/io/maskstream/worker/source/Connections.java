package io.maskstream.worker.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.jspecify.annotations.Nullable;

/** A network that is made up: names lead where a test says, and nothing leaves this machine, whatever the policy lets pass. */
final class Connections implements DnsResolver, DetachedSocketFactory {
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> lookUps = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** From now on the name has these addresses, one look-up after the other; the last stays. */
    Connections leading(String name, String... addresses) {
        names.put(name, List.of(addresses));
        return this;
    }

    /** Every address that somebody wanted to connect to. */
    List<String> asked() {
        return asked;
    }

    /** Every name that was looked up and leads nowhere. */
    List<String> unknown() {
        return unknown;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.get(host);
        if (addresses == null) {
            if (host.matches("[0-9.]+|\\[?[0-9a-f:.]+]?") && (host.contains(":") || host.matches("(\\d+\\.){3}\\d+"))) {
                return InetAddress.getAllByName(host); // an address, which is not looked up
            }
            unknown.add(host);
            throw new UnknownHostException(host);
        }
        int lookUp = lookUps.merge(host, 1, Integer::sum);
        return new InetAddress[] {InetAddress.getByName(addresses.get(Math.min(lookUp, addresses.size()) - 1))};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public Socket create(@Nullable Proxy proxy) {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                var address = ((InetSocketAddress) endpoint).getAddress();
                asked.add(address.getHostAddress());
                if (!address.isLoopbackAddress()) {
                    throw new ConnectException("this test has no network");
                }
                super.connect(endpoint, timeout);
            }
        };
    }
}
