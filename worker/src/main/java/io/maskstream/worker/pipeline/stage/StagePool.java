package io.maskstream.worker.pipeline.stage;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one stage, at most so many. What comes to a closed pool is dropped: the worker is ending then. */
public final class StagePool implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;
    private static final int LONGEST_CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    /**
     * Starts no thread yet.
     *
     * @param name of its threads, which are numbered
     */
    public StagePool(String name, int most) {
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs it as soon as a thread is free; never waits. */
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closed) {
            if (!threads.isShutdown()) {
                throw closed;
            }
        }
    }

    /** How many wait for a thread. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** Interrupts what is running and waits for it, bounded; what waits is not begun. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
