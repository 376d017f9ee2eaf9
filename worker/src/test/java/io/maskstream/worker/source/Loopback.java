package io.maskstream.worker.source;

import io.maskstream.worker.source.policy.Network;
import io.maskstream.worker.source.policy.ReadPolicy;
import java.util.List;

/** What tests may reach: servers on this machine. */
public final class Loopback {
    /** Any port of 127.0.0.0/8, and no files. */
    public static final ReadPolicy POLICY = ReadPolicy.publicWeb().withNetworks(List.of(Network.parse("127.0.0.0/8")));

    private Loopback() {}
}
