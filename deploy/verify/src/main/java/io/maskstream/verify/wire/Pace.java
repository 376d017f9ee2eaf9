package io.maskstream.verify.wire;

import java.util.concurrent.TimeUnit;

/** Says when an event may be sent. Waits on the sender's thread. */
@FunctionalInterface
public interface Pace {
    /** Returns when the event may go. */
    void await(long number) throws InterruptedException;

    /** As fast as Kafka takes them. */
    static Pace unbounded() {
        return number -> {};
    }

    /**
     * An event's time does not depend on those before it: what was held up is caught up with.
     *
     * @param perSecond more than 0
     */
    static Pace of(double perSecond) {
        long start = System.nanoTime();
        return number -> {
            long left = start + Math.round(number / perSecond * 1e9) - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        };
    }
}
