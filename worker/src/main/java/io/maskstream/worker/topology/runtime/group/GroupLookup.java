package io.maskstream.worker.topology.runtime.group;

import java.util.Optional;

/** Asks who is in the group of workers now. */
@FunctionalInterface
public interface GroupLookup {
    /**
     * The group; empty where there is none, or nobody in it.
     *
     * @throws GroupException where Kafka does not say
     */
    Optional<Group> find() throws GroupException, InterruptedException;
}
