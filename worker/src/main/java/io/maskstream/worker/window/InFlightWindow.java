package io.maskstream.worker.window;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.window.attempt.Work;
import io.maskstream.worker.window.pending.Pending;
import io.maskstream.worker.window.pending.PendingStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
    private final WindowGroup group;
    private final LongSupplier nanoTime;
    private final Slots slots;
    private final KeyQueues<R> queues;
    private final Tries<R> tries;
    private final RereadGate<R> gate = new RereadGate<>();
    private final Set<Long> offsets = new HashSet<>();
    private final Thread thread = Thread.currentThread();
    private State state = State.NEW;
    private int finished;
    private long seenAnswers;

    private enum State {
        NEW,
        OPEN,
        CLOSED
    }

    /**
     * Makes a window that is not open yet, on its stream thread.
     *
     * @param group that it is part of while it is open
     * @param wall wall clock, for the times in {@link Pending}
     * @param nanoTime monotonic nanoseconds, for all that does not outlive this window; asked on any thread
     * @param jitter random numbers from 0 to 1, to spread retries
     */
    public InFlightWindow(
            WindowConfig config,
            WindowGroup group,
            PendingStore store,
            Work<R> work,
            Clock wall,
            LongSupplier nanoTime,
            DoubleSupplier jitter) {
        this.group = requireNonNull(group, "group is null");
        this.config = requireNonNull(config, "config is null");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
        this.slots = new Slots(requireNonNull(store, "store is null"), config.deleteAfterCommit());
        this.queues = new KeyQueues<>(config.order());
        this.tries = new Tries<>(
                config.retry(),
                new Attempts<>(requireNonNull(work, "work is null"), group, nanoTime),
                slots,
                requireNonNull(wall, "wall is null"),
                nanoTime,
                requireNonNull(jitter, "jitter is null"),
                this::finished);
    }

    /**
     * Takes up what the store holds, by offset, also beyond the capacity. What has to wait for its next attempt still waits.
     *
     * @throws IllegalStateException where an entry of the store cannot be read, or the window was opened before
     */
    public void open() {
        takeUp();
        report();
    }

    /**
     * As {@link #open()}, where somebody knows which records are read again.
     *
     * @param resumption the first offset that is read, asked for where that matters; never completed exceptionally
     */
    public void open(Supplier<CompletableFuture<Long>> resumption) {
        takeUp();
        if (gate.size() > 0) {
            gate.readingGoesOnAt(resumption.get());
        }
        report();
    }

    private void takeUp() {
        check(state == State.NEW, "The window was opened already: make a new one for each life of a task.");
        state = State.OPEN;
        gate.open(nanoTime.getAsLong());
        slots.restore().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Pending::offset)))
                .forEach(entry -> restore(entry.getKey(), entry.getValue()));
    }

    /**
     * Whether a record that was read is in flight: one that was restored may be read again. Asked of every record that is read, in
     * their order, and then accepted if not; what was restored may have to wait until reading has come as far.
     */
    public boolean holds(long offset) {
        gate.read(offset, nanoTime.getAsLong());
        return offsets.contains(offset);
    }

    /**
     * Remembers a record and begins to work on it, also where the window is full. Never blocks.
     *
     * @throws IllegalArgumentException where the record is in flight already; see {@link #holds}
     */
    public void accept(Pending pending) {
        check(state == State.OPEN, "The window is not open: what it accepted would overwrite what the store holds.");
        if (holds(pending.offset())) {
            throw new IllegalArgumentException(
                    "The record at offset %d is in flight already: ask holds() first.".formatted(pending.offset()));
        }
        add(new Item<>(slots.fill(pending), pending, false));
        report();
    }

    /**
     * Whether as much is worked on as should be, in all windows of the group together, or twice as much has not left, or as much waits for
     * its next attempt as may. What waits, for an attempt or until reading has come as far, is in neither of the first two.
     */
    public boolean isFull() {
        return group.isFull(config.capacity(), config.retry().mostWaiting());
    }

    /**
     * Waits until something was answered in any window of the group since {@link #emit} was called last, or until a retry is due; but not
     * longer than this.
     */
    public void awaitAnswer(Duration longest) throws InterruptedException {
        group.awaitAnswer(seenAnswers, Math.min(longest.toNanos(), tries.nanosUntilDue()));
    }

    /**
     * Whether another window of this thread has an outcome that only this thread can let leave. An attempt that is followed by another is none: it can
     * wait.
     */
    public boolean othersHaveOutcomes() {
        return group.anyOther(this, other -> other.thread == thread && other.tries.hasLast());
    }

    /**
     * Lets those leave that may, and begins retries that are due.
     *
     * @param sink takes each; it is forgotten afterwards, so not where the sink throws
     * @param most how many may leave now
     * @return how many left
     */
    public int emit(Consumer<Finished<R>> sink, int most) {
        if (state != State.OPEN) {
            return 0;
        }
        seenAnswers = group.answers();
        catchUp();
        int left = 0;
        for (var item = queues.next(); item != null && left < most; item = queues.next()) {
            sink.accept(item.leave());
            queues.removeNext();
            offsets.remove(item.offset());
            slots.empty(item.slot());
            finished--;
            left++;
        }
        report();
        return left;
    }

    /** All that left so far is durable, and so are the offsets of all that was accepted so far. */
    public void committed() {
        slots.committed();
    }

    /** From now on nothing is begun any more, neither what is accepted nor a retry: a later window will. */
    public void hold() {
        tries.hold();
    }

    /** How many have not left yet. */
    public int inFlight() {
        return offsets.size();
    }

    /** How many of them are being worked on, or are finished and have not left: what a shutdown has to wait for. */
    public int begun() {
        return tries.underWay() + finished;
    }

    /** Whether nothing is in flight, nor waits for a commit to be forgotten. */
    public boolean isIdle() {
        return offsets.isEmpty() && slots.isSettled();
    }

    /** Nothing begins or leaves any more, and answers that come are dropped. The store keeps what is in flight, for the next window. */
    @Override
    public void close() {
        state = State.CLOSED;
        tries.close();
        group.leave(this);
    }

    /** How many attempts have not been answered. Thread-safe. */
    int unanswered() {
        return tries.unanswered();
    }

    private void restore(int slot, Pending pending) {
        if (offsets.contains(pending.offset())) {
            slots.empty(slot);
            return;
        }
        var item = new Item<R>(slot, pending, true);
        if (config.deleteAfterCommit()) {
            gate.keep(item);
        }
        add(item);
    }

    private void add(Item<R> item) {
        offsets.add(item.offset());
        queues.add(item);
        tries.start(item);
    }

    private void finished(Item<R> item) {
        finished++;
        queues.changed(item);
    }

    private void report() {
        group.report(
                this,
                new WindowGroup.Load(
                        inFlight(), tries.waiting(), Math.max(0, inFlight() - gate.size() - tries.waiting()), begun()));
    }

    private void catchUp() {
        long now = nanoTime.getAsLong();
        for (var item = gate.release(now); item != null; item = gate.release(now)) {
            queues.changed(item);
        }
        tries.catchUp();
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalStateException(sentence);
        }
    }
}
