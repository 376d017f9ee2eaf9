package io.maskstream.worker.cli.common;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Ends a command in order on SIGTERM and SIGINT: the command is told, may finish within a bounded time, and the process exits with 0.
 *
 * <p>Java would exit with 143 or 130; to end in order is success.
 */
public final class StopSignal implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Duration longest;
    private final Runnable stop;
    private final IntConsumer halt;
    private final Thread hook;

    /** @param halt ends the process with an exit code */
    StopSignal(Duration longest, Runnable stop, IntConsumer halt) {
        this.longest = longest;
        this.stop = stop;
        this.halt = halt;
        hook = new Thread(this::end, "stop");
    }

    /** Listens until closed, for a command that finishes within 30 s. */
    public static StopSignal onStop(Runnable stop) {
        return onStop(LONGEST, stop);
    }

    /**
     * Listens until closed.
     *
     * @param longest after which the process ends, finished or not
     */
    public static StopSignal onStop(Duration longest, Runnable stop) {
        var signal = new StopSignal(longest, stop, Runtime.getRuntime()::halt);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    void end() {
        stop.run();
        try {
            boolean inOrder = finished.await(longest.toMillis(), TimeUnit.MILLISECONDS);
            halt.accept(inOrder ? 0 : 1);
        } catch (InterruptedException impatient) {
            halt.accept(1);
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
