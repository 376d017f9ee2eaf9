package io.maskstream.chaos.worker;

import io.maskstream.chaos.process.ChildProcess;
import java.util.Map;

/** How a worker comes to life. */
interface Launcher extends AutoCloseable {

    /**
     * Starts one, and does not wait for it. What it says is appended to {@link WorkerSettings#log}.
     *
     * @param environment beside what it has anyway
     */
    ChildProcess start(String name, WorkerSettings settings, Map<String, String> environment);

    /** Whatever is left of all that it started is gone after this. */
    @Override
    void close();
}
