package io.maskstream.worker.window.world;

import java.util.Random;

/**
 * One thing that happens in a {@link World}.
 *
 * @param choice decides what the kind leaves open
 */
record Step(Kind kind, int choice) {
    enum Kind {
        /** The next record is read; there always is one. */
        READ,
        /** An attempt ends. */
        ANSWER,
        /** An attempt ends that an earlier window began. */
        LATE_ANSWER,
        EMIT,
        COMMIT,
        TIME_PASSES,
        /** Somebody sets the wall clock, by hours. */
        CLOCK_IS_SET,
        /** The process is gone, and what Kafka has of it is by chance. */
        CRASH,
        /** The task moves: it commits, is closed, and is opened elsewhere. */
        REBALANCE,
        /** A shutdown begins. */
        HOLD
    }

    Random random() {
        return new Random(choice);
    }
}
