package io.maskstream.worker.topology.runtime;

import io.maskstream.worker.topology.runtime.group.AbandonedTransactions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Looks for transactions of workers that were missed whenever the group has agreed anew, on a thread of its own: the stream threads may wait for their end. */
final class TransactionWatch implements AutoCloseable {
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(500);
    /** Then their own time has ended them. */
    private static final int MOST_ATTEMPTS = 40;

    private final AbandonedTransactions transactions;
    private final Semaphore agreed = new Semaphore(0);
    private final Thread watching = new Thread(this::watch, "transaction-watch");

    TransactionWatch(AbandonedTransactions transactions) {
        this.transactions = transactions;
        watching.setDaemon(true);
    }

    void start() {
        watching.start();
    }

    /** Any thread; returns at once. */
    void look() {
        agreed.release();
    }

    private void watch() {
        try {
            while (true) {
                agreed.acquire();
                agreed.drainPermits();
                for (int attempt = 0; attempt < MOST_ATTEMPTS && !transactions.endOfMissed(); attempt++) {
                    TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_AFTER.toMillis());
                }
            }
        } catch (InterruptedException closing) {
            // others look for what is left
        }
    }

    @Override
    public void close() {
        watching.interrupt();
    }
}
