package io.maskstream.worker.window.attempt;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;

/**
 * How often, after what delays and for how long a record is tried again whose failure may pass. Each delay is twice the one before, give
 * or take a fifth, so that what failed together does not come back together. No attempt begins after the longest time.
 *
 * @param attempts in all, the first included; 1 is no retry
 * @param firstDelay between the first attempt's failure and the second attempt; zero is at once
 * @param longestDelay no delay is longer, unless whoever failed asks for it
 * @param longestTime from when a record was first taken up until its last attempt begins, 7 days at most
 * @param mostWaiting records of one window that wait for their next attempt, from which on the window is full; at least 1
 */
public record Retry(int attempts, Duration firstDelay, Duration longestDelay, Duration longestTime, int mostWaiting) {
    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 30;
    private static final Duration MOST_TIME = Duration.ofDays(7);

    /** What comes after an attempt that failed and may pass. */
    public sealed interface Next permits Again, GivenUp {}

    /** One more attempt, after a delay. */
    public record Again(Duration delay) implements Next {}

    /**
     * The last attempt was the last although its failure may pass.
     *
     * @param attempts that were made
     * @param after time since the record was first taken up
     */
    public record GivenUp(Why why, int attempts, Duration after) implements Next {
        /** What did not allow one more. */
        public enum Why {
            ATTEMPTS,
            TIME,
            /** Whoever failed asks for a longer delay than there is time. */
            ASKED_FOR_TOO_LONG
        }

        public GivenUp {
            requireNonNull(why, "why is null");
            requireNonNull(after, "after is null");
        }

        /** What was done and what can be, for a person, with a full stop. */
        public String sentence() {
            String tried =
                    "It was tried %s within %s".formatted(attempts == 1 ? "once" : attempts + " times", seconds());
            return switch (why) {
                case ATTEMPTS -> tried + ", as often as retry.attempts allows; replay it when its source is well.";
                case TIME -> tried + ", as long as retry.max-time allows; replay it when its source is well.";
                case ASKED_FOR_TOO_LONG ->
                    tried
                            + ", and its source asks to be left alone for longer than retry.max-time allows; replay it then.";
            };
        }

        private String seconds() {
            return String.format(Locale.ROOT, "%.1f s", after.toMillis() / 1_000.0);
        }
    }

    public Retry {
        requireNonNull(firstDelay, "firstDelay is null");
        requireNonNull(longestDelay, "longestDelay is null");
        requireNonNull(longestTime, "longestTime is null");
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "retry.attempts is %d: the least is 1, which is the first attempt and no retry"
                            .formatted(attempts));
        }
        if (firstDelay.isNegative()) {
            throw new IllegalArgumentException("retry.delay is %s: the least is 0".formatted(firstDelay));
        }
        if (longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "retry.max-delay, %s, is shorter than retry.delay, %s: raise the one or lower the other"
                            .formatted(longestDelay, firstDelay));
        }
        if (longestTime.isNegative() || longestTime.compareTo(MOST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "retry.max-time is %s: it is from 0 to 7 days, and what failed can be replayed after that"
                            .formatted(longestTime));
        }
        if (mostWaiting < 1) {
            throw new IllegalArgumentException("retry.waiting is %d: the least is 1".formatted(mostWaiting));
        }
    }

    /**
     * Decides after an attempt that failed and may pass.
     *
     * @param attempt which one failed, from 1
     * @param spent time since the record was first taken up
     * @param asked least delay that whoever failed asks for, which is spread upwards by a fifth; zero for none
     * @param random from 0 to 1: for backoff 0.5 is no jitter
     */
    public Next after(int attempt, Duration spent, Duration asked, double random) {
        if (attempt >= attempts) {
            return new GivenUp(GivenUp.Why.ATTEMPTS, attempt, spent);
        }
        var left = longestTime.minus(spent);
        if (!asked.isZero() && asked.compareTo(left) > 0) {
            return new GivenUp(GivenUp.Why.ASKED_FOR_TOO_LONG, attempt, spent);
        }
        long delay = delayAfter(attempt, random);
        if (!asked.isZero()) {
            long spread = Math.round(asked.toMillis() * (1 + JITTER * random));
            delay = Math.max(delay, Math.min(spread, left.toMillis()));
        }
        return delay > left.toMillis()
                ? new GivenUp(GivenUp.Why.TIME, attempt, spent)
                : new Again(Duration.ofMillis(delay));
    }

    /**
     * The delay after an attempt that failed.
     *
     * @param attempt which one failed, from 1
     * @param random from 0 to 1: 0.5 is no jitter
     * @return milliseconds
     */
    public long delayAfter(int attempt, double random) {
        double longest = (double) longestDelay.toMillis();
        double doubled = (double) firstDelay.toMillis() * (1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        double jittered = Math.min(doubled, longest) * (1 - JITTER + 2 * JITTER * random);
        return Math.round(Math.min(jittered, longest));
    }
}
