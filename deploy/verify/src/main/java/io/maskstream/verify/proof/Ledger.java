package io.maskstream.verify.proof;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.verify.event.Chain;
import io.maskstream.verify.event.Expectation;
import io.maskstream.verify.event.Numbered;
import io.maskstream.verify.event.Plan;
import io.maskstream.worker.source.reading.PublicUri;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps books on one run: told of each record of the images, masks, failures and latency topics, those of a partition in their order.
 * An outcome may be told of before its event. Outcomes of other senders are let pass. Memory grows with the events of the run, by less than 30
 * bytes each. Used by one thread; the counts of progress may be read by others.
 */
public final class Ledger {
    private final String run;
    private final Map<String, KeyLedger> keys = new HashMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private final Examples examples = new Examples();
    private final MaskCheck maskCheck = new MaskCheck();
    private long masks;
    private long disordered;
    private long repeated;
    private long outOfOrder;
    private long foreign;
    private long unexpected;
    private long wrongMasks;
    private long unreadable;
    private long others;
    private volatile long sent;
    private volatile long answered;

    /** @param run whose events count */
    public Ledger(String run) {
        this.run = run;
    }

    /** Events that the images topic has, so far. */
    public long sent() {
        return sent;
    }

    /** Events with an outcome, so far, foreign ones included. */
    public long answered() {
        return answered;
    }

    /** A record of the images topic whose attributes are of this run. */
    public void sent(String recordKey, Numbered event, String uri) {
        if (!event.run().equals(run)) {
            return;
        }
        var ledger = ledger(event.key());
        boolean follows = event.sequence() == ledger.sent()
                && event.key().equals(recordKey)
                && event.chain() == event.chainAfter(ledger.chain(), uri);
        if (!follows) {
            disordered++;
            examples.add(
                    "disordered",
                    name(event),
                    "on the images topic does not follow number %d of its key".formatted(ledger.sent() - 1));
            return;
        }
        ledger.sent(event.chain(), event.fingerprint(PublicUri.of(uri)));
        increaseSent();
    }

    /** A record of the masks or the failures topic. */
    public void outcome(String recordKey, int partition, Outcome outcome) {
        boolean claimsTheRun = run.equals(outcome.attributes().get(Numbered.RUN));
        if (!claimsTheRun && !isOurs(recordKey) && !isOurs(outcome.imageId())) {
            others++;
            return;
        }
        count(outcome);
        Numbered event;
        try {
            event = Numbered.of(outcome.attributes());
        } catch (IllegalArgumentException lost) {
            unreadable++;
            examples.add("altered", "an outcome of " + outcome.imageId(), String.valueOf(lost.getMessage()));
            return;
        }
        if (event.sequence() >= Plan.MOST_OF_A_KEY || !event.run().equals(run) || !isOurs(event.key())) {
            foreign++;
            examples.add("foreign", name(event), "has an outcome and was never sent");
            return;
        }
        book(recordKey, partition, outcome, event);
    }

    private void book(String recordKey, int partition, Outcome outcome, Numbered event) {
        var ledger = ledger(event.key());
        String uri = uri(outcome);
        boolean first = ledger.outcome(event.sequence(), event.fingerprint(uri));
        if (!event.key().equals(recordKey)
                || !event.key().equals(outcome.imageId())
                || isOfAnotherImage(outcome, event)) {
            ledger.alter(event.sequence());
        }
        if (outcome instanceof MaskEvent mask) {
            lookInto(mask, event);
        }
        if (!first) {
            repeated++;
            examples.add("repeated", name(event), "has more than one outcome");
            return;
        }
        increaseAnswered();
        boolean isMask = outcome instanceof MaskEvent;
        if (!ledger.inOrder(isMask, event.sequence(), partition)) {
            outOfOrder++;
            examples.add("outOfOrder", name(event), "came after an outcome of a later event, or in another partition");
        }
        if (event.expected() == (isMask ? Expectation.FAILURE : Expectation.MASK)) {
            unexpected++;
            examples.add("unexpected", name(event), isMask ? "has a mask and had to fail" : "failed: " + outcome);
        }
    }

    private void lookInto(MaskEvent mask, Numbered event) {
        maskCheck.trouble(mask).ifPresent(what -> {
            wrongMasks++;
            examples.add("wrongMasks", name(event), what);
        });
    }

    /** A record of the latency topic. */
    public void latency(String imageId) {
        var ledger = keys.get(imageId);
        if (ledger != null) {
            ledger.latency();
        } else if (isOurs(imageId)) {
            ledger(imageId).latency();
        }
    }

    /** A record of an output topic that is no event. */
    public void unreadable(String place, String recordKey) {
        if (isOurs(recordKey)) {
            unreadable++;
            examples.add("altered", place, "is no event");
        } else {
            others++;
        }
    }

    /**
     * What follows from all that was told.
     *
     * @param accepted how many events Kafka took when they were sent, or -1 where nobody knows
     */
    public Proof proof(Guarantee guarantee, long accepted) {
        long lost = 0;
        long altered = unreadable;
        long beyond = foreign;
        long latencyMissing = 0;
        long latencyExtra = 0;
        for (var entry : new TreeMap<>(keys).entrySet()) {
            var ledger = entry.getValue();
            long answeredOfKey = 0;
            for (int sequence = 0; sequence < ledger.end(); sequence++) {
                String where = "%s number %d".formatted(entry.getKey(), sequence);
                int count = ledger.count(sequence);
                answeredOfKey += count > 0 ? 1 : 0;
                if (sequence >= ledger.sent()) {
                    if (count > 0) {
                        beyond++;
                        examples.add("foreign", where, "has an outcome and was never sent");
                    }
                } else if (count == 0) {
                    lost++;
                    examples.add("lost", where, "has no outcome");
                } else if (ledger.isAltered(sequence)) {
                    altered++;
                    examples.add(
                            "altered",
                            where,
                            "has an outcome that does not carry what was sent, or is of another image");
                }
            }
            long due = guarantee == Guarantee.EXACTLY_ONCE ? ledger.outcomes() : answeredOfKey;
            latencyMissing += Math.max(0, due - ledger.latencies());
            latencyExtra += Math.max(0, ledger.latencies() - ledger.outcomes());
        }
        return new Proof(
                guarantee,
                sent,
                Math.max(0, accepted - sent),
                disordered,
                masks,
                failures,
                lost,
                repeated,
                outOfOrder,
                altered,
                beyond,
                unexpected,
                wrongMasks,
                latencyMissing,
                latencyExtra,
                others,
                examples.sentences());
    }

    private void count(Outcome outcome) {
        if (outcome instanceof FailureEvent failure) {
            failures.merge(failure.reason().name(), 1L, Long::sum);
        } else {
            masks++;
        }
    }

    private static boolean isOfAnotherImage(Outcome outcome, Numbered event) {
        return outcome instanceof MaskEvent mask
                && !event.sha256().isEmpty()
                && !event.sha256().equals(mask.image().sha256());
    }

    private static String uri(Outcome outcome) {
        String uri = outcome instanceof MaskEvent mask
                ? mask.uri()
                : outcome instanceof FailureEvent failure ? failure.uri() : null;
        return uri == null ? "" : uri;
    }

    private boolean isOurs(String key) {
        return key.startsWith(run + "-");
    }

    private KeyLedger ledger(String key) {
        return keys.computeIfAbsent(key, name -> new KeyLedger(Chain.start(run, name)));
    }

    private static String name(Numbered event) {
        return "%s number %d".formatted(event.key(), event.sequence());
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void increaseSent() {
        sent++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void increaseAnswered() {
        answered++;
    }
}
