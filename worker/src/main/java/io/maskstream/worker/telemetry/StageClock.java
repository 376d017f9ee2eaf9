package io.maskstream.worker.telemetry;

import io.maskstream.schemas.event.StageMillis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time of one image, from the record's timestamp until its outcome was handed to Kafka, over all attempts, and over restarts.
 *
 * <p>Until this process began with it the time is by the wall clock, from then on by a monotonic one. Time that no stage claims is waiting
 * in the worker, so that the stages add up to the total exactly: all are whole microseconds until they are divided. Used by one thread at
 * a time.
 */
public final class StageClock {
    /** Longer than any topic keeps a record, and short enough to be counted in nanoseconds. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365 * 100);

    private final LongSupplier nanoTime;
    private final long topicWaitMicros;
    private final long earlierMicros;
    private final long startNanos;
    private long stoppedNanos;

    private StageClock(Clock wall, LongSupplier nanoTime, Instant recordedAt, Instant takenUpAt) {
        this.nanoTime = nanoTime;
        topicWaitMicros = waited(recordedAt, takenUpAt);
        earlierMicros = waited(takenUpAt, wall.instant());
        startNanos = nanoTime.getAsLong();
        stoppedNanos = startNanos;
    }

    /**
     * This process begins with the image now.
     *
     * @param recordedAt the record's timestamp, by the clock of whoever set it
     * @param takenUpAt when a worker first took it up, this or one whose work was lost; by that one's clock
     */
    public static StageClock start(Clock wall, LongSupplier nanoTime, Instant recordedAt, Instant takenUpAt) {
        return new StageClock(wall, nanoTime, recordedAt, takenUpAt);
    }

    /** The outcome is there; of several attempts, the last counts. */
    public StageClock stopped() {
        stoppedNanos = nanoTime.getAsLong();
        return this;
    }

    /** The outcome was handed to Kafka: the account of all stages, in the attempts of this process. */
    public StageMillis emitted(
            Duration fetch, Duration decode, Duration batchWait, Duration inference, Duration encode) {
        long fetchMicros = micros(fetch);
        long decodeMicros = micros(decode);
        long batchWaitMicros = micros(batchWait);
        long inferenceMicros = micros(inference);
        long encodeMicros = micros(encode);
        long worked = fetchMicros + decodeMicros + batchWaitMicros + inferenceMicros + encodeMicros;
        long queueMicros = earlierMicros + Math.max(0, (stoppedNanos - startNanos) / 1_000 - worked);
        long emitMicros = Math.max(0, (nanoTime.getAsLong() - stoppedNanos) / 1_000);
        return new StageMillis(
                millis(topicWaitMicros),
                millis(queueMicros),
                millis(fetchMicros),
                millis(decodeMicros),
                millis(batchWaitMicros),
                millis(inferenceMicros),
                millis(encodeMicros),
                millis(emitMicros),
                millis(topicWaitMicros + queueMicros + worked + emitMicros));
    }

    /** A clock that is ahead of another makes no wait negative; and senders may set any time at all. */
    private static long waited(Instant from, Instant to) {
        if (from.isAfter(to)) {
            return 0;
        }
        Duration waited = Duration.between(from, to);
        return micros(waited.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : waited);
    }

    private static long micros(Duration duration) {
        return Math.floorDiv(duration.toNanos(), 1_000);
    }

    private static double millis(long micros) {
        return micros / 1_000.0;
    }
}
