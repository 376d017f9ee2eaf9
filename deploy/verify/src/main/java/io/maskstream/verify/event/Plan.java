package io.maskstream.verify.event;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Which events a run sends: of each key in turn, references drawn by the seed.
 *
 * @param run begins every key; 1 to 32 letters and digits
 * @param events 1 or more
 * @param keys 1 to {@code events}
 * @param hostileShare of the events, 0 to 1
 * @param good to choose from, not empty
 * @param hostile to choose from; may be empty where the share is 0
 */
public record Plan(
        String run, long seed, int events, int keys, double hostileShare, List<Reference> good, List<Reference> hostile)
        implements Iterable<Plan.Sent> {
    /** Most events of one key. */
    public static final int MOST_OF_A_KEY = 1_000_000;

    /** One event, and what it names. */
    public record Sent(Numbered numbered, String uri) {}

    /** @throws IllegalArgumentException if a value is out of its range */
    public Plan {
        requireNonNull(run, "run is null");
        good = List.copyOf(good);
        hostile = List.copyOf(hostile);
        check(run.matches("[A-Za-z0-9]{1,32}"), "a run has a name of 1 to 32 letters and digits, not '%s'", run);
        check(events >= 1, "events is %s: send one at least", events);
        check(keys >= 1 && keys <= events, "keys is %s: take 1 to as many as events", keys);
        check(
                (events - 1) / keys < MOST_OF_A_KEY,
                "%s events are too many for so few keys: a key takes 1,000,000",
                events);
        check(hostileShare >= 0 && hostileShare <= 1, "the hostile share is %s: it lies between 0 and 1", hostileShare);
        check(!good.isEmpty(), "there is no reference to send%s", "");
        check(hostileShare == 0 || !hostile.isEmpty(), "there is no hostile reference to send%s", "");
    }

    /** A plan of drawn images and hostile references. */
    public static Plan drawn(String run, long seed, int events, int keys, double hostileShare) {
        return new Plan(run, seed, events, keys, hostileShare, References.drawn(), References.hostile());
    }

    @Override
    public Iterator<Sent> iterator() {
        return new Events();
    }

    private String key(int number) {
        return "%s-%05d".formatted(run, number);
    }

    private static void check(boolean holds, String sentence, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(sentence.formatted(value));
        }
    }

    private final class Events implements Iterator<Sent> {
        private final SplittableRandom random = new SplittableRandom(seed);
        private final long[] chains = new long[keys];
        private int next;

        Events() {
            for (int key = 0; key < keys; key++) {
                chains[key] = Chain.start(run, key(key));
            }
        }

        @Override
        public boolean hasNext() {
            return next < events;
        }

        @Override
        public Sent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int key = next % keys;
            var choice = random.nextDouble() < hostileShare ? hostile : good;
            var reference = choice.get(random.nextInt(choice.size()));
            var numbered = Numbered.after(chains[key], run, key(key), next / keys, reference);
            chains[key] = numbered.chain();
            next++;
            return new Sent(numbered, reference.uri());
        }
    }
}
