package io.maskstream.worker.window.attempt;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an attempt ended in.
 *
 * @param mayPass it is a failure that a later attempt may not have; the window tries again while {@link Retry} allows it, and else lets
 *     the result leave
 * @param leastDelay how long whoever failed asks to be left alone, where it may pass; zero where nobody asks
 */
public record Verdict<R>(R result, boolean mayPass, Duration leastDelay) {
    public Verdict {
        requireNonNull(result, "result is null");
        if (leastDelay.isNegative()) {
            throw new IllegalArgumentException("leastDelay is %s: the least is 0".formatted(leastDelay));
        }
    }

    /** One that asks for no delay. */
    public Verdict(R result, boolean mayPass) {
        this(result, mayPass, Duration.ZERO);
    }
}
