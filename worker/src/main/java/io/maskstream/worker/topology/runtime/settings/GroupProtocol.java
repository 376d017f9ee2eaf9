package io.maskstream.worker.topology.runtime.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the workers of a group agree on who reads which partition. */
public enum GroupProtocol {
    /** One of the workers assigns. Members have names: a worker that is alone goes on where it was when it comes back under its own. */
    CLASSIC,
    /** The broker assigns; its feature streams.version is needed. No worker has a place of its own. */
    STREAMS;

    /** Kafka's name for it. */
    public String kafkaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<GroupProtocol> named(String name) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.kafkaName().equalsIgnoreCase(name))
                .findFirst();
    }
}
