package io.maskstream.standalone.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: tells the demo to stop, and lets it clean up before the process ends.
 *
 * <p>Children that a demo could not stop in time end by themselves, because their pipe closes with this process.
 */
final class StopRequest implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final CountDownLatch cleaned = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean requested;

    private StopRequest(Runnable stop) {
        this.hook = new Thread(() -> end(stop), "stop");
    }

    /** Listens until closed. */
    static StopRequest listen(Runnable stop) {
        StopRequest request = new StopRequest(stop);
        Runtime.getRuntime().addShutdownHook(request.hook);
        return request;
    }

    boolean isRequested() {
        return requested;
    }

    private void end(Runnable stop) {
        requested = true;
        stop.run();
        try {
            cleaned.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is cleaned up. */
    @Override
    public void close() {
        cleaned.countDown();
        if (!requested) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
