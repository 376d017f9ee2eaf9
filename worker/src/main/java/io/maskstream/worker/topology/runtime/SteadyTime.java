package io.maskstream.worker.topology.runtime;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka Streams' time: the wall clock's when it was made, and monotonic from then on.
 *
 * <p>By the wall clock, a punctuator that is due in a millisecond would not run for an hour where somebody sets the clock back by one, and what is finished would
 * wait for it. What is lost is that a clock which was wrong at the start, and is put right, counts only from the next start on.
 */
final class SteadyTime implements Time {
    private final LongSupplier nanoTime;
    private final long beginMillis;
    private final long beginNanos;

    /** @param nanoTime monotonic nanoseconds */
    SteadyTime(Clock wall, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        beginMillis = wall.millis();
        beginNanos = nanoTime.getAsLong();
    }

    @Override
    public long milliseconds() {
        return beginMillis + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - beginNanos);
    }

    @Override
    public long nanoseconds() {
        return nanoTime.getAsLong();
    }

    @Override
    public void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        synchronized (object) {
            while (!condition.get()) {
                long left = deadlineMillis - milliseconds();
                if (left <= 0) {
                    throw new TimeoutException("the condition was not met in time");
                }
                object.wait(left);
            }
        }
    }
}
