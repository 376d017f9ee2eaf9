package io.maskstream.worker.cli.common;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command in order on SIGTERM and SIGINT: the command is told, may finish within a bounded time, and the process exits with 0.
 *
 * <p>Java would exit with 143 or 130; to end in order is success.
 */
public final class StopSignal implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(Runnable stop) {
        hook = new Thread(() -> end(stop), "stop");
    }

    /** Listens until closed. */
    public static StopSignal onStop(Runnable stop) {
        var signal = new StopSignal(stop);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void end(Runnable stop) {
        stop.run();
        try {
            boolean inOrder = finished.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inOrder ? 0 : 1);
        } catch (InterruptedException impatient) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** The command has finished. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running, and ends the process now that the command has finished.
        }
    }
}
