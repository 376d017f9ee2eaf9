package io.maskstream.worker.topology.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How workers name themselves to Kafka's transaction coordinator: {@code APPLICATION:INSTANCE:THREAD}. */
public final class TransactionalIds {
    /** No name of an application or a worker has it: else two pairs of them could make the same id, and end each other's transactions. */
    private static final String BETWEEN = ":";

    private TransactionalIds() {}

    /** What the ids of all workers of an application begin with, and those of no other. */
    public static String prefix(String applicationId) {
        return applicationId + BETWEEN;
    }

    /** That of one thread of a worker. */
    public static String of(String applicationId, String instanceId, String thread) {
        return prefix(applicationId) + instanceId + BETWEEN + thread;
    }

    /** Those of them that are a worker's. */
    public static List<String> ofInstance(Collection<String> ids, String applicationId, String instanceId) {
        return ids.stream()
                .filter(id -> id.startsWith(of(applicationId, instanceId, "")))
                .toList();
    }

    /** The static name that the thread with this id has in its group, as Kafka Streams makes it; empty for ids of others than the application's workers. */
    public static Optional<String> member(String applicationId, String id) {
        String thread = id.startsWith(prefix(applicationId))
                ? id.substring(prefix(applicationId).length())
                : "";
        return thread.matches("[^:]+:[^:]+") ? Optional.of(thread.replace(BETWEEN, "-")) : Optional.empty();
    }
}
