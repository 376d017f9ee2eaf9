package io.maskstream.worker.source.policy;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may be connected to: public ones, and those of networks that were named.
 *
 * <p>To be asked about the very address of a connection: a name's addresses may be others the next time it is looked up (DNS rebinding).
 */
public final class AddressRule {
    private final List<Network> allowed;

    public AddressRule(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** @throws Refusal where it is not public, and no allowed network has it; it does not tell the address, which may be a secret of ours */
    public void check(InetAddress address) throws Refusal {
        var special = SpecialNetworks.of(address);
        if (special.isEmpty()) {
            return;
        }
        // a wide network would open the metadata service by oversight
        boolean metadata = SpecialNetworks.isMetadata(address);
        if (allowed.stream().noneMatch(network -> network.contains(address) && (!metadata || network.isOneAddress()))) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "leads to an address that is not public (%s); source.networks says which of those may be read"
                            .formatted(special.get()));
        }
    }
}
