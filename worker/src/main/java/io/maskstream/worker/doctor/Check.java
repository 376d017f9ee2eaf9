package io.maskstream.worker.doctor;

import java.util.List;

/** Looks at one thing that a worker needs. */
public interface Check {
    /** One word. */
    String name();

    /** Names of checks after which this one comes, and without whose success it has nothing to look at. */
    default List<String> after() {
        return List.of();
    }

    /** Looks, within a bounded time; what is wrong is a finding, not an exception. */
    Finding look() throws InterruptedException;
}
