package io.maskstream.worker.window;

import java.time.Clock;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Tries items, again where that may help and as often as {@link Retry} allows, until they are finished. */
final class Tries<R> {
    private final Retry retry;
    private final Attempts<R> attempts;
    private final Slots slots;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final Consumer<Item<R>> finished;
    private final Queue<Item<R>> waiting =
            new PriorityQueue<>(Comparator.<Item<R>>comparingLong(Item::due).thenComparingLong(Item::offset));
    private int underWay;
    private boolean holding;

    /**
     * Tries nothing yet.
     *
     * @param slots are told of each later attempt
     * @param finished is told of each item that is finished, when its answer is taken
     */
    Tries(
            Retry retry,
            Work<R> work,
            WindowGroup group,
            Slots slots,
            Clock clock,
            DoubleSupplier jitter,
            Consumer<Item<R>> finished) {
        this.retry = retry;
        this.attempts = new Attempts<>(work, group);
        this.slots = slots;
        this.clock = clock;
        this.jitter = jitter;
        this.finished = finished;
    }

    /** Begins the item's next attempt, now or when it is due. */
    void start(Item<R> item) {
        long now = clock.millis();
        // no longer than a delay can be: the time may have been set by a clock that is ahead of this one
        item.waitUntil(
                Math.min(item.pending().notBefore(), now + retry.longestDelay().toMillis()));
        if (item.due() > now || holding) {
            waiting.add(item);
        } else {
            begin(item);
        }
    }

    /** Takes the answers that are there, and begins what is due; such work may have answered at once. */
    void catchUp() {
        takeAnswers();
        long now = clock.millis();
        for (var next = waiting.peek(); next != null && next.due() <= now && !holding; next = waiting.peek()) {
            begin(waiting.remove());
        }
        takeAnswers();
    }

    /** How long until an attempt is due; the longest time there is where none waits. */
    long nanosUntilDue() {
        var next = waiting.peek();
        return next == null || holding
                ? Long.MAX_VALUE
                : TimeUnit.MILLISECONDS.toNanos(Math.max(1, next.due() - clock.millis()));
    }

    /** How many wait for their next attempt. */
    int waiting() {
        return waiting.size();
    }

    /** How many attempts have not been answered. Thread-safe. */
    int unanswered() {
        return attempts.unanswered();
    }

    /** How many attempts are under way, or answered by an answer that was not taken. */
    int underWay() {
        return underWay;
    }

    /** From now on no attempt begins. */
    void hold() {
        holding = true;
    }

    /** No attempt begins any more, and answers are dropped. */
    void close() {
        holding = true;
        attempts.close();
    }

    private void begin(Item<R> item) {
        underWay++;
        attempts.begin(item);
    }

    private void takeAnswers() {
        for (var answer = attempts.next(); answer != null; answer = attempts.next()) {
            take(answer);
        }
    }

    private void take(Attempts.Answer<R> answer) {
        underWay--;
        var item = answer.item();
        var verdict = answer.verdict();
        int attempt = item.pending().attempt();
        if (verdict.mayPass() && attempt < retry.attempts()) {
            long earliest = clock.millis() + retry.delayAfter(attempt, jitter.getAsDouble());
            item.tryAgain(item.pending().again(earliest), verdict.result());
            slots.refill(item.slot(), item.pending());
            start(item);
        } else {
            item.finish(verdict.result());
            finished.accept(item);
        }
    }
}
