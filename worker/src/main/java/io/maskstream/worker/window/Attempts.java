package io.maskstream.worker.window;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.window.attempt.Attempt;
import io.maskstream.worker.window.attempt.Verdict;
import io.maskstream.worker.window.attempt.Work;
import io.maskstream.worker.window.pending.Pending;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Begins attempts, and brings their answers, which come on any thread, to the stream thread. */
final class Attempts<R> {
    private final Work<R> work;
    private final WindowGroup group;
    private final LongSupplier nanoTime;
    private final Queue<Answer<R>> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger last = new AtomicInteger();
    private volatile boolean closed;

    /**
     * What came back for an item.
     *
     * @param nanoTime when, monotonic nanoseconds: before the stream thread looks
     */
    record Answer<R>(Item<R> item, Verdict<R> verdict, long nanoTime) {}

    Attempts(Work<R> work, WindowGroup group, LongSupplier nanoTime) {
        this.work = work;
        this.group = group;
        this.nanoTime = nanoTime;
    }

    void begin(Item<R> item) {
        var attempt = new Begun(item);
        unanswered.incrementAndGet();
        work.begin(attempt, attempt::answer);
    }

    @Nullable
    Answer<R> next() {
        var answer = answers.poll();
        if (answer != null && !answer.verdict().mayPass()) {
            last.decrementAndGet();
        }
        return answer;
    }

    /** Whether an answer that ends its record was not taken yet. Thread-safe. */
    boolean hasLast() {
        return last.get() > 0;
    }

    int unanswered() {
        return unanswered.get();
    }

    /** From now on answers are dropped. */
    void close() {
        closed = true;
        answers.clear();
        last.set(0);
    }

    private final class Begun implements Attempt<R> {
        private final Item<R> item;
        private final Pending pending;
        private final @Nullable R previous;
        private final AtomicBoolean answered = new AtomicBoolean();

        Begun(Item<R> item) {
            this.item = item;
            this.pending = item.pending(); // read here: the item is the stream thread's
            this.previous = item.result();
        }

        @Override
        public Pending pending() {
            return pending;
        }

        @Override
        public @Nullable R previous() {
            return previous;
        }

        @Override
        public boolean isAbandoned() {
            return closed;
        }

        void answer(Verdict<R> verdict) {
            requireNonNull(verdict, "verdict is null");
            if (answered.compareAndSet(false, true) && !closed) {
                if (!verdict.mayPass()) {
                    last.incrementAndGet(); // before it can be taken
                }
                answers.add(new Answer<>(item, verdict, nanoTime.getAsLong()));
                unanswered.decrementAndGet();
                group.answered();
            }
        }
    }
}
