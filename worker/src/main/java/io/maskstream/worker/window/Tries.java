package io.maskstream.worker.window;

import io.maskstream.worker.window.attempt.Retry;
import java.time.Clock;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Tries items, again where that may help and as often and as long as {@link Retry} allows, until they are finished.
 *
 * <p>Within a process monotonic time decides: a wall clock that is set neither makes an item wait for hours nor ends it early. Only what
 * outlives the process is in wall time, and is not believed beyond what can be.
 */
final class Tries<R> {
    private final Retry retry;
    private final Attempts<R> attempts;
    private final Slots slots;
    private final Clock wall;
    private final LongSupplier nanoTime;
    private final DoubleSupplier jitter;
    private final Consumer<Item<R>> finished;
    private final Queue<Item<R>> waiting = new PriorityQueue<>(Tries::byDue);
    private int underWay;
    private boolean holding;

    /**
     * Tries nothing yet.
     *
     * @param attempts begins them, and brings their answers
     * @param slots are told of each later attempt
     * @param finished is told of each item that is finished, when its answer is taken
     */
    Tries(
            Retry retry,
            Attempts<R> attempts,
            Slots slots,
            Clock wall,
            LongSupplier nanoTime,
            DoubleSupplier jitter,
            Consumer<Item<R>> finished) {
        this.retry = retry;
        this.attempts = attempts;
        this.slots = slots;
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.jitter = jitter;
        this.finished = finished;
    }

    private static int byDue(Item<?> one, Item<?> other) {
        long difference = one.due() - other.due(); // monotonic times may overflow
        return difference == 0 ? Long.compare(one.offset(), other.offset()) : Long.signum(difference);
    }

    /** Begins the attempt that the item is at, now or when it is due. */
    void start(Item<R> item) {
        long now = nanoTime.getAsLong();
        if (item.isRestored()) {
            long wallNow = wall.millis();
            item.takenUp(now - believed(wallNow, item.pending().takenUpAt()));
            item.waitUntil(now + believed(item.pending().notBefore(), wallNow));
        } else {
            item.takenUp(now);
            item.waitUntil(now);
        }
        beginOrWait(item, now);
    }

    /** From one time of the wall clock to another; not less than nothing and not more than a record may take. */
    private long believed(long laterMillis, long earlierMillis) {
        if (laterMillis <= earlierMillis) {
            return 0;
        }
        long between = laterMillis - earlierMillis; // below 0 where it overflows
        long most = retry.longestTime().toMillis();
        return Duration.ofMillis(between < 0 ? most : Math.min(between, most)).toNanos();
    }

    private void beginOrWait(Item<R> item, long now) {
        if (item.due() - now > 0 || holding) {
            waiting.add(item);
        } else {
            begin(item);
        }
    }

    /** Takes the answers that are there, and begins what is due; such work may have answered at once. */
    void catchUp() {
        takeAnswers();
        long now = nanoTime.getAsLong();
        for (var next = waiting.peek(); next != null && next.due() - now <= 0 && !holding; next = waiting.peek()) {
            begin(waiting.remove());
        }
        takeAnswers();
    }

    /** How long until an attempt is due; the longest time there is where none waits. */
    long nanosUntilDue() {
        var next = waiting.peek();
        return next == null || holding ? Long.MAX_VALUE : Math.max(1, next.due() - nanoTime.getAsLong());
    }

    /** How many wait for their next attempt. */
    int waiting() {
        return waiting.size();
    }

    /** How many attempts have not been answered. Thread-safe. */
    int unanswered() {
        return attempts.unanswered();
    }

    /** Whether a last attempt was answered, and the answer not taken. Thread-safe. */
    boolean hasLast() {
        return attempts.hasLast();
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
        var next = verdict.mayPass() ? next(answer) : null;
        if (next instanceof Retry.Again again) {
            tryAgain(item, verdict.result(), answer.nanoTime() + again.delay().toNanos());
        } else {
            item.finish(verdict.result(), next instanceof Retry.GivenUp givenUp ? givenUp : null);
            finished.accept(item);
        }
    }

    private Retry.Next next(Attempts.Answer<R> answer) {
        var item = answer.item();
        var spent = Duration.ofNanos(answer.nanoTime() - item.takenUp());
        return retry.after(item.pending().attempt(), spent, answer.verdict().leastDelay(), jitter.getAsDouble());
    }

    private void tryAgain(Item<R> item, R failure, long due) {
        long now = nanoTime.getAsLong();
        long earliest = wall.millis() + Duration.ofNanos(Math.max(0, due - now)).toMillis();
        item.tryAgain(item.pending().again(earliest), failure);
        item.waitUntil(due);
        slots.refill(item.slot(), item.pending());
        beginOrWait(item, now);
    }
}
