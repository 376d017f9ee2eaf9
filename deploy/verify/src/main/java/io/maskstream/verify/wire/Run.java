package io.maskstream.verify.wire;

import io.maskstream.verify.event.Plan;
import io.maskstream.worker.client.ClientConfig;

/** A sender at work on a thread of its own. */
public final class Run implements AutoCloseable {
    private final Sender sender;
    private final Thread thread;

    private Run(Sender sender, Thread thread) {
        this.sender = sender;
        this.thread = thread;
    }

    /** Begins to send. */
    public static Run start(ClientConfig config, Plan plan, Pace pace) {
        var sender = new Sender(config);
        var thread = new Thread(
                () -> {
                    try {
                        sender.send(plan, pace);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "verify-send");
        thread.setDaemon(true);
        thread.start();
        return new Run(sender, thread);
    }

    public Sender sender() {
        return sender;
    }

    /** Whether Kafka has answered for every event. */
    public boolean isOver() {
        return !thread.isAlive();
    }

    /** Stops it where it is. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
