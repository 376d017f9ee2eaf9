package io.maskstream.worker.topology.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Picks a client's settings from Kafka's own: those with its prefix, before those without that it knows. */
public final class ClientSettings {
    private ClientSettings() {}

    /**
     * The settings of one client.
     *
     * @param prefix of the client, such as {@code admin.}
     * @param names that the client knows
     */
    public static Map<String, Object> of(Map<String, String> properties, String prefix, Set<String> names) {
        var settings = new HashMap<String, Object>();
        properties.forEach((name, value) -> {
            if (names.contains(name)) {
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
}
