package io.maskstream.worker.window;

import static java.util.Objects.requireNonNull;

import io.maskstream.worker.window.attempt.Retry;

/**
 * What a window is to do.
 *
 * @param capacity records in flight from which on the window is full, at least 1
 * @param deleteAfterCommit remember what left until it is committed that it left: where outcomes, store and offsets are not one
 *     transaction (at_least_once), the deletion could become durable and the outcome be lost
 */
public record WindowConfig(int capacity, Order order, Retry retry, boolean deleteAfterCommit) {
    public WindowConfig {
        requireNonNull(order, "order is null");
        requireNonNull(retry, "retry is null");
        if (capacity < 1) {
            throw new IllegalArgumentException("window.size is %d: the least is 1".formatted(capacity));
        }
    }
}
