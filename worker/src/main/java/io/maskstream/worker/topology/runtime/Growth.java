package io.maskstream.worker.topology.runtime;

import io.maskstream.worker.topology.runtime.topics.TopicsException;

/** What is to be done where the images topic was given more partitions while workers run: Kafka Streams does not change its changelogs. */
@FunctionalInterface
public interface Growth {
    /**
     * Gives the changelog as many, and returns when they can be used.
     *
     * @throws TopicsException where that is not possible; the message says what to do
     */
    void follow() throws TopicsException, InterruptedException;
}
