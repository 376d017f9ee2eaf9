package io.maskstream.worker.window;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How often, and after what delays, a record is tried again whose failure may pass. Each delay is twice the one before, give or take a
 * fifth, so that what failed together does not come back together.
 *
 * @param attempts in all, the first included; 1 is no retry
 * @param firstDelay between the first attempt's failure and the second attempt; zero is at once
 * @param longestDelay no delay is longer
 */
public record Retry(int attempts, Duration firstDelay, Duration longestDelay) {
    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    public Retry {
        requireNonNull(firstDelay, "firstDelay is null");
        requireNonNull(longestDelay, "longestDelay is null");
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "retry.attempts is %d: the least is 1, which is the first attempt and no retry"
                            .formatted(attempts));
        }
        if (firstDelay.isNegative()) {
            throw new IllegalArgumentException("retry.delay is %s: the least is 0".formatted(firstDelay));
        }
        if (longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("The longest delay of a retry, %s, is shorter than the first, %s"
                    .formatted(longestDelay, firstDelay));
        }
    }

    /**
     * The delay after an attempt that failed.
     *
     * @param attempt which one failed, from 1
     * @param random from 0 to 1: 0.5 is no jitter
     * @return milliseconds
     */
    long delayAfter(int attempt, double random) {
        double longest = (double) longestDelay.toMillis();
        double doubled = (double) firstDelay.toMillis() * (1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        double jittered = Math.min(doubled, longest) * (1 - JITTER + 2 * JITTER * random);
        return Math.round(Math.min(jittered, longest));
    }
}
