package io.maskstream.worker.window;

/**
 * A record whose outcome may leave.
 *
 * @param pending its last attempt
 * @param restored it was in flight already when the window was opened: an earlier window, perhaps of another process, took it up
 */
public record Finished<R>(Pending pending, R result, boolean restored) {}
