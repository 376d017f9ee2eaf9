package io.maskstream.worker.window;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * The records of one stream task that are being worked on. Each that is accepted is remembered in the store, begun, tried again where
 * that may help, and leaves as {@link Finished} when its turn has come; then it is forgotten.
 *
 * <p>Made anew for each life of a task, and used by its stream thread alone; only the answers of the work come from other threads.
 *
 * @param <R> what a record ends in
 */
public final class InFlightWindow<R> implements AutoCloseable {
    private final WindowConfig config;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final Slots slots;
    private final Attempts<R> attempts;
    private final KeyQueues<R> queues;
    private final Set<Long> offsets = new HashSet<>();
    private final Queue<Item<R>> waiting =
            new PriorityQueue<>(Comparator.<Item<R>>comparingLong(Item::due).thenComparingLong(Item::offset));
    private int begun;
    private boolean open;
    private boolean holding;

    /**
     * Makes a window that is not open yet.
     *
     * @param clock wall clock, for the times in {@link Pending}
     * @param jitter random numbers from 0 to 1, to spread retries
     */
    public InFlightWindow(WindowConfig config, PendingStore store, Work<R> work, Clock clock, DoubleSupplier jitter) {
        this.config = requireNonNull(config, "config is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.jitter = requireNonNull(jitter, "jitter is null");
        this.slots = new Slots(requireNonNull(store, "store is null"), config.deleteAfterCommit());
        this.attempts = new Attempts<>(requireNonNull(work, "work is null"));
        this.queues = new KeyQueues<>(config.order());
    }

    /**
     * Takes up what the store holds, by offset, also beyond the capacity. What has to wait for its next attempt still waits.
     *
     * @throws IllegalStateException where an entry of the store cannot be read, or the window was opened before
     */
    public void open() {
        check(!open && !attempts.isClosed(), "The window was opened already: make a new one for each life of a task.");
        open = true;
        slots.restore().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Pending::offset)))
                .forEach(entry -> {
                    if (holds(entry.getValue().offset())) {
                        slots.empty(entry.getKey());
                    } else {
                        add(new Item<>(entry.getKey(), entry.getValue(), true));
                    }
                });
    }

    /** Whether the record at this offset is in flight: one that was restored may be read again. */
    public boolean holds(long offset) {
        return offsets.contains(offset);
    }

    /**
     * Remembers a record and begins to work on it, also where the window is full. Never blocks.
     *
     * @throws IllegalArgumentException where the record is in flight already; see {@link #holds}
     */
    public void accept(Pending pending) {
        check(open, "The window is not open: what it accepted would overwrite what the store holds.");
        if (holds(pending.offset())) {
            throw new IllegalArgumentException(
                    "The record at offset %d is in flight already: ask holds() first.".formatted(pending.offset()));
        }
        add(new Item<>(slots.fill(pending), pending, false));
    }

    /** Whether as much is in flight as should be. */
    public boolean isFull() {
        return offsets.size() >= config.capacity();
    }

    /** Waits until something may leave, but not longer than this. Retries that come due meanwhile begin. */
    public void awaitFinished(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        catchUp();
        while (open && queues.next() == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            var answer = attempts.await(Math.min(left, nanosUntilNextRetry()));
            if (answer != null) {
                take(answer);
            }
            catchUp();
        }
    }

    /**
     * Lets all leave that may, and begins retries that are due.
     *
     * @param sink takes each; it is forgotten afterwards, so not where the sink throws
     * @return how many left
     */
    public int emit(Consumer<Finished<R>> sink) {
        if (!open) {
            return 0;
        }
        catchUp();
        int left = 0;
        for (var item = queues.next(); item != null; item = queues.next()) {
            sink.accept(item.leave());
            queues.removeNext();
            offsets.remove(item.offset());
            slots.empty(item.slot());
            begun--;
            left++;
        }
        return left;
    }

    /** All that left so far is durable, and so are the offsets of all that was accepted so far. */
    public void committed() {
        slots.committed();
    }

    /** From now on nothing is begun any more, neither what is accepted nor a retry: a later window will. */
    public void hold() {
        holding = true;
    }

    /** How many have not left yet. */
    public int inFlight() {
        return offsets.size();
    }

    /** How many of them are being worked on, or are finished and have not left: what a shutdown has to wait for. */
    public int begun() {
        return begun;
    }

    /** Whether nothing is in flight, nor waits for a commit to be forgotten. */
    public boolean isIdle() {
        return offsets.isEmpty() && slots.isSettled();
    }

    /** Nothing begins or leaves any more, and answers that come are dropped. The store keeps what is in flight, for the next window. */
    @Override
    public void close() {
        open = false;
        attempts.close();
        waiting.clear();
    }

    private void add(Item<R> item) {
        offsets.add(item.offset());
        queues.add(item);
        beginOrWait(item);
    }

    private void beginOrWait(Item<R> item) {
        long now = clock.millis();
        // no longer than a delay can be: the time may have been set by a clock that is ahead of this one
        item.waitUntil(Math.min(
                item.pending().notBefore(), now + config.retry().longestDelay().toMillis()));
        if (item.due() > now || holding) {
            waiting.add(item);
        } else {
            begin(item);
        }
    }

    private void begin(Item<R> item) {
        begun++;
        attempts.begin(item);
    }

    /** Takes the answers that are there and begins what is due; such work may have answered at once. */
    private void catchUp() {
        takeAnswers();
        long now = clock.millis();
        for (var next = waiting.peek(); next != null && next.due() <= now && !holding; next = waiting.peek()) {
            begin(waiting.remove());
        }
        takeAnswers();
    }

    private void takeAnswers() {
        for (var answer = attempts.next(); answer != null; answer = attempts.next()) {
            take(answer);
        }
    }

    private void take(Attempts.Answer<R> answer) {
        var item = answer.item();
        var verdict = answer.verdict();
        int attempt = item.pending().attempt();
        if (verdict.mayPass() && attempt < config.retry().attempts()) {
            long delay = config.retry().delayAfter(attempt, jitter.getAsDouble());
            item.tryAgain(item.pending().again(clock.millis() + delay), verdict.result());
            slots.refill(item.slot(), item.pending());
            begun--;
            beginOrWait(item);
        } else {
            item.finish(verdict.result());
            queues.finished(item);
        }
    }

    private long nanosUntilNextRetry() {
        var next = waiting.peek();
        return next == null || holding
                ? Long.MAX_VALUE
                : TimeUnit.MILLISECONDS.toNanos(Math.max(1, next.due() - clock.millis()));
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalStateException(sentence);
        }
    }
}
