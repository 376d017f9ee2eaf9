package io.maskstream.bench.contestant;

import java.util.List;

/** One way to do the work. */
public interface Contestant {
    /** In results. */
    String name();

    /** How many images it can have in flight at once. */
    default int concurrency(Race race) {
        return Math.multiplyExact(race.window(), race.partitions());
    }

    /** Starts to work on what is on the topic, at least once, and goes on until closed. */
    Running start(Race race);

    /** Something that works in the background. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /** Ours before a source that answers every twentieth request with a 503. */
    static Contestant withErrors() {
        return new OurContestant(20);
    }

    /** All of them, in the order in which they take turns. */
    static List<Contestant> all() {
        return List.of(new OurContestant(), new NaiveContestant(), new ParallelConsumerContestant());
    }
}
