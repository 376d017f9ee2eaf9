package io.maskstream.worker.topology.runtime.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Picks a client's settings from Kafka's own: those with its prefix, before those without that it knows, or that nobody knows. */
public final class ClientSettings {
    /** Of the clients that Kafka Streams opens. */
    private static final List<String> PREFIXES =
            List.of("admin.", "producer.", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer.");

    private ClientSettings() {}

    /**
     * The settings of one client. What no client of Kafka knows goes to each, as Kafka Streams has it: config providers and plug-ins find their own
     * settings there.
     *
     * @param prefix of the client, such as {@code admin.}
     * @param names that the client knows
     */
    public static Map<String, Object> of(Map<String, String> properties, String prefix, Set<String> names) {
        var others = StreamsSettings.names();
        var settings = new HashMap<String, Object>();
        properties.forEach((name, value) -> {
            if (names.contains(name) || !(others.contains(name) || isPrefixed(name))) {
                settings.put(name, value);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
            }
        });
        return settings;
    }

    private static boolean isPrefixed(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }
}
