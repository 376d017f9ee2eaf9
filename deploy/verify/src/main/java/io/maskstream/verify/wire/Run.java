package io.maskstream.verify.wire;

import io.maskstream.verify.event.Plan;
import io.maskstream.worker.client.ClientConfig;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A sender at work on a thread of its own. */
public final class Run implements AutoCloseable {
    private final Sender sender;
    private final int events;
    private final AtomicReference<@Nullable Throwable> broken;
    private final Thread thread;

    private Run(Sender sender, int events, AtomicReference<@Nullable Throwable> broken, Thread thread) {
        this.sender = sender;
        this.events = events;
        this.broken = broken;
        this.thread = thread;
    }

    /** Begins to send. */
    public static Run start(ClientConfig config, Plan plan, Pace pace) {
        var sender = new Sender(config);
        var broken = new AtomicReference<@Nullable Throwable>();
        var thread = new Thread(
                () -> {
                    try {
                        sender.send(plan, pace);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "verify-send");
        thread.setUncaughtExceptionHandler((unused, failure) -> broken.set(failure));
        thread.setDaemon(true);
        thread.start();
        return new Run(sender, plan.events(), broken, thread);
    }

    /** Whether nothing more is sent: because Kafka has answered for every event, or for {@link #trouble}. */
    public boolean isOver() {
        return !thread.isAlive();
    }

    /** How many events Kafka has, on all replicas that are in sync. */
    public long accepted() {
        return sender.accepted();
    }

    /** Once it is over, why Kafka has not taken every event; empty where it has. */
    public Optional<String> trouble() {
        if (sender.refused() > 0) {
            return Optional.of(
                    "Kafka did not take %d of the events: %s".formatted(sender.refused(), sender.whyRefused()));
        }
        long sent = sender.accepted();
        return sent == events
                ? Optional.empty()
                : Optional.of("only %d of %d events were sent: %s".formatted(sent, events, broken.get()));
    }

    /** Stops it where it is. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
