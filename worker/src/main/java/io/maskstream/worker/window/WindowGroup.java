package io.maskstream.worker.window;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The windows of all tasks of a worker. They share their room, for one thread serves several of them: a thread that waited for room in one
 * window alone would let finished records of the others lie. Thread-safe.
 */
public final class WindowGroup {
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Most that may be in flight, as a multiple of what may be worked on: finished ones wait for their turn and for their thread. */
    private static final int MOST_IN_FLIGHT = 2;

    /**
     * What one window had at hand when its thread looked last.
     *
     * @param waiting for their next attempt
     * @param leaving in flight, but those that wait, for their next attempt or until reading has come as far
     */
    record Load(int inFlight, int waiting, int leaving, int begun) {}

    private final Map<InFlightWindow<?>, Load> loads = new ConcurrentHashMap<>();
    private final BooleanSupplier enough;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private long answers;
    private volatile boolean draining;

    /** Windows that are full when their own room is taken. */
    public WindowGroup() {
        this(() -> false);
    }

    /**
     * Windows that are full earlier than that where more would only lie there: each record in flight costs the changelog something, and is
     * worked on again after a crash.
     *
     * @param enough asked on any stream thread, often: whether who works on the records has enough of them at hand. What is answered must make
     *     that false again
     */
    public WindowGroup(BooleanSupplier enough) {
        this.enough = enough;
    }

    /** Records of all windows that have not left yet. */
    public int inFlight() {
        return loads.values().stream().mapToInt(Load::inFlight).sum();
    }

    /** How many windows are open. */
    public int size() {
        return loads.size();
    }

    /**
     * Lets nothing begin any more, and waits until what was begun has left, as long as its threads let it leave; the rest is begun by
     * whoever has the stores next.
     *
     * @return how many were begun and have not left when the time is over
     */
    public int drain(Duration longest) throws InterruptedException {
        draining = true;
        long end = System.nanoTime() + longest.toNanos();
        while (begun() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        return begun();
    }

    /** Whether it is to be drained. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Whether as much is worked on, in flight, or waiting as should be, with so much in each window, or there is enough at hand. What is answered makes room at once, and
     * what waits for its next attempt takes none from others until too much does.
     */
    boolean isFull(int capacity, int mostWaiting) {
        if (enough.getAsBoolean()) {
            return true;
        }
        long working = 0;
        long leaving = 0;
        long waiting = 0;
        for (var entry : loads.entrySet()) {
            working += entry.getKey().unanswered();
            leaving += entry.getValue().leaving();
            waiting += entry.getValue().waiting();
        }
        long windows = loads.size();
        return working >= capacity * windows
                || leaving >= (long) MOST_IN_FLIGHT * capacity * windows
                || waiting >= mostWaiting * windows;
    }

    boolean anyOther(InFlightWindow<?> window, Predicate<InFlightWindow<?>> question) {
        return loads.keySet().stream().anyMatch(other -> other != window && question.test(other));
    }

    void report(InFlightWindow<?> window, Load load) {
        loads.put(window, load);
    }

    void leave(InFlightWindow<?> window) {
        loads.remove(window);
    }

    /** How many attempts have been answered so far. */
    long answers() {
        lock.lock();
        try {
            return answers;
        } finally {
            lock.unlock();
        }
    }

    void answered() {
        lock.lock();
        try {
            answers++;
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more attempts have been answered than that, but not longer than this. */
    void awaitAnswer(long seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            for (long left = nanos; answers <= seen && left > 0; ) {
                left = answered.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many of all windows are being worked on, or are finished and have not left. */
    public int begun() {
        return loads.values().stream().mapToInt(Load::begun).sum();
    }
}
