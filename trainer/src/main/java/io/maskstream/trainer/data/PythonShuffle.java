package io.maskstream.trainer.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.rng.core.source32.MersenneTwister;

/**
 * Python's {@code random.Random(seed).shuffle(list)}, so that a split is the one that the lesson makes.
 *
 * <p>CPython seeds the Mersenne Twister with the seed's 32-bit words, draws below {@code n} by rejecting the top
 * {@code n.bit_length()} bits, and shuffles from the end (Lib/random.py, Modules/_randommodule.c).
 */
public final class PythonShuffle {
    private final MersenneTwister twister;

    /** @param seed 0 or more */
    public PythonShuffle(int seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("the seed must be 0 or more, not " + seed);
        }
        twister = new MersenneTwister(new int[] {seed});
    }

    /** A shuffled copy. */
    public <T> List<T> shuffled(List<T> items) {
        var shuffled = new ArrayList<>(items);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, below(last + 1));
        }
        return shuffled;
    }

    private int below(int bound) {
        int discarded = Integer.numberOfLeadingZeros(bound);
        int drawn = twister.nextInt() >>> discarded;
        while (drawn >= bound) {
            drawn = twister.nextInt() >>> discarded;
        }
        return drawn;
    }
}
