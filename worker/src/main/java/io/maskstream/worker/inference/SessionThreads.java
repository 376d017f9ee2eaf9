package io.maskstream.worker.inference;

import io.maskstream.worker.inference.device.Buckets;
import io.maskstream.worker.inference.session.BatchSession;
import io.maskstream.worker.inference.session.BatchSession.SessionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Sessions at work, each on a thread of its own that is the only one to run and close it. Owns the threads, and by them the sessions. */
final class SessionThreads implements AutoCloseable {
    private final Batcher batcher;
    private final List<Thread> threads = new ArrayList<>();

    private SessionThreads(Batcher batcher) {
        this.batcher = batcher;
    }

    /**
     * Starts the threads, and waits until each session is warm.
     *
     * @param batcher with at least as many batches as there are sessions, none in use
     * @throws SessionException where one cannot run a single image; all are closed then
     */
    static SessionThreads start(
            List<? extends BatchSession> sessions, Batcher batcher, Buckets buckets, InferenceObserver observer)
            throws SessionException {
        var started = new SessionThreads(batcher);
        var batches = batcher.batches();
        var warm = new ArrayList<FutureTask<Boolean>>();
        for (int i = 0; i < sessions.size(); i++) {
            var session = sessions.get(i);
            var batch = batches.get(i);
            var runner = new BatchRunner(session, batcher, buckets, observer, System::nanoTime);
            var warming = new FutureTask<>(() -> {
                runner.warmUp(batch);
                return true;
            });
            warm.add(warming);
            var thread = new Thread(() -> live(warming, runner, session), "inference-" + i);
            thread.setDaemon(true);
            started.threads.add(thread);
            thread.start();
        }
        boolean ready = false;
        try {
            for (var warming : warm) {
                await(warming);
            }
            ready = true;
            return started;
        } finally {
            if (!ready) {
                started.close();
            }
        }
    }

    private static void live(FutureTask<Boolean> warming, BatchRunner runner, BatchSession session) {
        warming.run();
        try {
            await(warming);
            runner.work();
        } catch (SessionException cold) {
            // It is told to whoever waits for the warm-up.
            if (cold.kind() != SessionException.Kind.DEVICE_LOST) {
                session.close();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<Boolean> warming) throws SessionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    warming.get();
                    return;
                } catch (InterruptedException stopped) {
                    interrupted = true; // a model that is half open cannot be left
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SessionException failed) {
                throw failed;
            }
            throw new IllegalStateException("the model's first run broke off", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Batcher batcher() {
        return batcher;
    }

    /** Runs what is filled, and ends. */
    @Override
    public void close() {
        batcher.shut();
        boolean interrupted = false;
        for (var thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException stopped) {
                    interrupted = true; // native memory is freed by its own thread, which needs no longer than a batch
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
