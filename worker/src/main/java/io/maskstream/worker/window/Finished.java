package io.maskstream.worker.window;

import io.maskstream.worker.window.attempt.Retry;
import io.maskstream.worker.window.pending.Pending;
import org.jspecify.annotations.Nullable;

/**
 * A record whose outcome may leave.
 *
 * @param pending its last attempt
 * @param restored it was in flight already when the window was opened: an earlier window, perhaps of another process, took it up
 * @param givenUp why there was no further attempt although the last failure may pass; null where it may not, and for success
 */
public record Finished<R>(Pending pending, R result, boolean restored, Retry.@Nullable GivenUp givenUp) {}
