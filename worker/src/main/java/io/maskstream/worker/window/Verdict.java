package io.maskstream.worker.window;

import static java.util.Objects.requireNonNull;

/**
 * What an attempt ended in.
 *
 * @param mayPass it is a failure that a later attempt may not have; the window tries again while {@link Retry} allows it, and else lets
 *     the result leave
 */
public record Verdict<R>(R result, boolean mayPass) {
    public Verdict {
        requireNonNull(result, "result is null");
    }
}
