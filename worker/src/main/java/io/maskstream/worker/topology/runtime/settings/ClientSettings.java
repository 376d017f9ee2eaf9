package io.maskstream.worker.topology.runtime.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Picks a client's settings from Kafka's own: those with its prefix, before those without that it knows, or that nobody knows. */
public final class ClientSettings {
    /** Of the clients that Kafka Streams opens. */
    private static final List<String> PREFIXES =
            List.of("admin.", "producer.", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer.");

    /** Of one request; a question that was not answered by then is asked again, of another broker where there is one. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

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

    /**
     * The settings of an admin client that asks a few questions and is closed.
     *
     * @param patience longest time of a question, unless the user has set another
     */
    public static Map<String, Object> questions(Map<String, String> properties, Duration patience) {
        var settings = of(properties, "admin.", AdminClientConfig.configNames());
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis()));
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(LONGEST_REQUEST.toMillis()));
        // What is set for all clients may be longer than a question lasts here, and then this client would refuse it.
        long question = millis(settings.get(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
        if (millis(settings.get(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) > question) {
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(question));
        }
        return settings;
    }

    /** What is no number is left to Kafka, which says so. */
    private static long millis(Object text) {
        return text.toString().strip().matches("\\d{1,9}")
                ? Long.parseLong(text.toString().strip())
                : Long.MAX_VALUE;
    }

    private static boolean isPrefixed(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }
}
