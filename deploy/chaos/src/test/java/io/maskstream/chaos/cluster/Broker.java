package io.maskstream.chaos.cluster;

/** One broker that keeps its data over a restart. */
interface Broker extends AutoCloseable {
    /** Where it listens for clients on loopback now; another port after each start. */
    int port();

    /** As kill -9 does. */
    void kill() throws Exception;

    /** After it was killed; returns when the process is there, not yet Kafka. */
    void start() throws Exception;

    /** It stands still, with all connections open. */
    void halt() throws Exception;

    /** After it was halted. */
    void goOn() throws Exception;

    /** What to tell where it does not answer. */
    String obituary();

    @Override
    void close() throws Exception;
}
