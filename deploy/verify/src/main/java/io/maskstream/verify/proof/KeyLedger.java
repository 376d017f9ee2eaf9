package io.maskstream.verify.proof;

import java.util.Arrays;

/** The events of one key and their outcomes: 18 bytes an event. */
final class KeyLedger {
    private static final int NOTHING = -1;

    /** How far outcomes of the key have come on a topic. */
    private static final class Place {
        int latest = NOTHING;
        int partition = NOTHING;
    }

    private long chain;
    private int sent;
    private long outcomes;
    private long latencies;
    private long[] given = new long[0];
    private long[] handedBack = new long[0];
    private byte[] counts = new byte[0];
    private boolean[] altered = new boolean[0];
    private final Place masks = new Place();
    private final Place failures = new Place();

    /** @param start checksum before the first event */
    KeyLedger(long start) {
        chain = start;
    }

    /** Checksum over all events so far. */
    long chain() {
        return chain;
    }

    /** How many events the images topic has: their numbers are those below. */
    int sent() {
        return sent;
    }

    /** Records of outcomes. */
    long outcomes() {
        return outcomes;
    }

    long latencies() {
        return latencies;
    }

    /** The next event. */
    void sent(long newChain, long fingerprint) {
        makeRoom(sent);
        chain = newChain;
        given[sent] = fingerprint;
        sent++;
    }

    void latency() {
        latencies++;
    }

    /** Counts an outcome; true where it is the first of its event. */
    boolean outcome(int sequence, long fingerprint) {
        makeRoom(sequence);
        outcomes++;
        if (counts[sequence] == 0) {
            counts[sequence] = 1;
            handedBack[sequence] = fingerprint;
            return true;
        }
        counts[sequence] = (byte) Math.min(Byte.MAX_VALUE, counts[sequence] + 1);
        altered[sequence] |= handedBack[sequence] != fingerprint;
        return false;
    }

    /** Whether a first outcome, a mask or a failure, comes behind all before it in its topic, and in their partition. */
    boolean inOrder(boolean mask, int sequence, int partition) {
        var place = mask ? masks : failures;
        boolean samePartition = place.partition == NOTHING || place.partition == partition;
        boolean later = sequence > place.latest;
        place.partition = partition;
        place.latest = Math.max(place.latest, sequence);
        return samePartition && later;
    }

    void alter(int sequence) {
        makeRoom(sequence);
        altered[sequence] = true;
    }

    /** One more than the highest number that was told of. */
    int end() {
        int end = counts.length;
        while (end > sent && counts[end - 1] == 0 && !altered[end - 1]) {
            end--;
        }
        return end;
    }

    /** Outcomes of an event. */
    int count(int sequence) {
        return sequence < counts.length ? counts[sequence] : 0;
    }

    /** Whether an outcome of a sent event differs from it. */
    boolean isAltered(int sequence) {
        return altered[sequence] || (counts[sequence] > 0 && handedBack[sequence] != given[sequence]);
    }

    private void makeRoom(int sequence) {
        if (sequence >= counts.length) {
            int size = Math.max(sequence + 1, Math.max(16, counts.length + counts.length / 2));
            given = Arrays.copyOf(given, size);
            handedBack = Arrays.copyOf(handedBack, size);
            counts = Arrays.copyOf(counts, size);
            altered = Arrays.copyOf(altered, size);
        }
    }
}
