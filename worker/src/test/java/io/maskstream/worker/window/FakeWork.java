package io.maskstream.worker.window;

import io.maskstream.worker.window.attempt.Attempt;
import io.maskstream.worker.window.attempt.Verdict;
import io.maskstream.worker.window.attempt.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Work that is under way until a test says what it ended in. */
public final class FakeWork implements Work<String> {
    private final List<Begun> begun = new ArrayList<>();

    /** An attempt that was begun. */
    public record Begun(Attempt<String> attempt, Consumer<Verdict<String>> answer) {
        public long offset() {
            return attempt.pending().offset();
        }

        void end(String result) {
            answer.accept(new Verdict<>(result, false));
        }

        void failForNow(String result) {
            answer.accept(new Verdict<>(result, true));
        }

        void failForNow(String result, Duration leastDelay) {
            answer.accept(new Verdict<>(result, true, leastDelay));
        }
    }

    @Override
    public void begin(Attempt<String> attempt, Consumer<Verdict<String>> answer) {
        begun.add(new Begun(attempt, answer));
    }

    /** All that was begun, in order. */
    List<Long> offsets() {
        return begun.stream().map(Begun::offset).toList();
    }

    int count() {
        return begun.size();
    }

    /** The last attempt at the record. */
    Begun at(long offset) {
        return begun.stream()
                .filter(attempt -> attempt.offset() == offset)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("offset " + offset + " was not begun"));
    }
}
