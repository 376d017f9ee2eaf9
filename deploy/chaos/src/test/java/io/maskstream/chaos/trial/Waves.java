package io.maskstream.chaos.trial;

import io.maskstream.verify.wire.Pace;

/** Lets so many events go, and no more until it is told. Thread-safe. */
public final class Waves implements Pace {
    private long allowed;

    /** Lets all go whose number is lower. */
    public synchronized void allow(long events) {
        allowed = Math.max(allowed, events);
        notifyAll();
    }

    @Override
    public synchronized void await(long number) throws InterruptedException {
        while (number >= allowed) {
            wait();
        }
    }
}
