package io.maskstream.worker.topology.access;

/** How workers name themselves to Kafka's transaction coordinator. */
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
}
