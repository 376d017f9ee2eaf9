package io.maskstream.worker.source;

import io.maskstream.worker.source.policy.AddressRule;
import io.maskstream.worker.source.policy.Refusal;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names, and gives away only what may be connected to.
 *
 * <p>The client looks a name up once for each connection and connects to just what it was given, so that a name that leads elsewhere the
 * next time (DNS rebinding) gains nothing. Hosts that are addresses come here too.
 */
final class AllowedAddresses implements DnsResolver {
    private final AddressRule rule;
    private final DnsResolver names;

    AllowedAddresses(AddressRule rule, DnsResolver names) {
        this.rule = rule;
        this.names = names;
    }

    /** None of a host's addresses may be connected to. */
    static final class ForbiddenAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final String what;

        ForbiddenAddressException(Refusal refusal) {
            super(refusal.what());
            what = refusal.what();
        }

        String what() {
            return what;
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var allowed = new ArrayList<InetAddress>();
        @Nullable Refusal refusal = null;
        for (InetAddress address : names.resolve(IDN.toASCII(host))) { // the client hands names on as people read them

            try {
                rule.check(address);
                allowed.add(address);
            } catch (Refusal refused) {
                refusal = refused;
            }
        }
        if (allowed.isEmpty()) {
            throw refusal == null ? new UnknownHostException(host) : new ForbiddenAddressException(refusal);
        }
        return allowed.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host; // only a login by Kerberos would ask, and there is none
    }
}
