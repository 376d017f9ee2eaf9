package io.maskstream.worker.telemetry;

import io.maskstream.schemas.event.StageMillis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time of one image in one worker, from the record's timestamp until its outcome was handed to Kafka.
 *
 * <p>The wait on the topic is by the wall clock, all else by a monotonic one. Time that no stage claims is waiting in the worker, so
 * that the stages add up to the total exactly: all are whole microseconds until they are divided.
 */
public final class StageClock {
    private final LongSupplier nanoTime;
    private final Instant startedAt;
    private final long topicWaitMicros;
    private final long startNanos;
    private long segmentedNanos;

    private StageClock(Clock clock, LongSupplier nanoTime, Instant recordedAt) {
        this.nanoTime = nanoTime;
        this.startedAt = clock.instant();
        this.topicWaitMicros =
                Math.max(0, micros(Duration.between(recordedAt, startedAt))); // a clock ahead of ours: no wait
        this.startNanos = nanoTime.getAsLong();
        this.segmentedNanos = startNanos;
    }

    /**
     * The record was taken up now.
     *
     * @param recordedAt its timestamp, by the clock of whoever set it
     */
    public static StageClock start(Clock clock, LongSupplier nanoTime, Instant recordedAt) {
        return new StageClock(clock, nanoTime, recordedAt);
    }

    /** When the record was taken up. */
    public Instant startedAt() {
        return startedAt;
    }

    /** The outcome is there. */
    public void segmented() {
        segmentedNanos = nanoTime.getAsLong();
    }

    /** The outcome was handed to Kafka: the account of all stages. */
    public StageMillis emitted(
            Duration fetch, Duration decode, Duration batchWait, Duration inference, Duration encode) {
        long fetchMicros = micros(fetch);
        long decodeMicros = micros(decode);
        long batchWaitMicros = micros(batchWait);
        long inferenceMicros = micros(inference);
        long encodeMicros = micros(encode);
        long worked = fetchMicros + decodeMicros + batchWaitMicros + inferenceMicros + encodeMicros;
        long queueMicros = Math.max(0, (segmentedNanos - startNanos) / 1_000 - worked);
        long emitMicros = Math.max(0, (nanoTime.getAsLong() - segmentedNanos) / 1_000);
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

    private static long micros(Duration duration) {
        return Math.floorDiv(duration.toNanos(), 1_000);
    }

    private static double millis(long micros) {
        return micros / 1_000.0;
    }
}
