package io.maskstream.verify.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Says when an event may be sent. Waits on the sender's thread. */
@FunctionalInterface
public interface Pace {
    /**
     * Returns when the event may go.
     *
     * @param number of the event, from 0
     */
    void await(long number) throws InterruptedException;

    /** As fast as Kafka takes them. */
    static Pace unbounded() {
        return number -> {};
    }

    /**
     * An event's time does not depend on those before it: what was held up is caught up with. It counts from the first event, not from now: until then
     * Kafka is looked for.
     *
     * @param perSecond more than 0
     */
    static Pace of(double perSecond) {
        var start = new AtomicLong();
        return number -> {
            if (number == 0) {
                start.set(System.nanoTime());
            }
            long left = start.get() + Math.round(number / perSecond * 1e9) - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        };
    }
}
