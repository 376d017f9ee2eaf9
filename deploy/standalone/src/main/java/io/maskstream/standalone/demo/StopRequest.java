package io.maskstream.standalone.demo;

import io.maskstream.standalone.process.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable Path leftover;

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

    /** What to delete where there is no time to clean up in order. */
    void deleteAtLast(Path folder) {
        leftover = folder;
    }

    private void end(Runnable stop) {
        requested = true;
        stop.run();
        try {
            Path folder = leftover;
            if (!cleaned.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS) && folder != null) {
                Folders.deleteIfPossible(folder);
            }
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
