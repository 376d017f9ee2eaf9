package io.maskstream.verify.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was found.
 *
 * @param sent events on the images topic, each counted once
 * @param missing events that Kafka took, but that the images topic does not have
 * @param disordered records of the images topic that do not follow their key's chain: the input itself is not as it was sent
 * @param masks records, repeated ones included
 * @param failures records by reason, repeated ones included
 * @param lost events without an outcome
 * @param repeated outcomes beyond the first of each event
 * @param outOfOrder first outcomes that came after one of a later event of their key, in one topic, or in another partition
 * @param altered events with an outcome that does not carry what was sent, or is of another image
 * @param foreign outcomes that claim to be of this run, of events that were never sent
 * @param unexpected masks of what had to fail, and failures of what had to have a mask
 * @param wrongMasks records of masks that cannot be decoded, or that are not what their event says of them
 * @param latencyMissing outcomes without a latency event, counted by key; with at least once, events without one
 * @param latencyExtra latency events beyond the outcomes, counted by key
 * @param others outcomes of other senders, which do not count
 * @param examples a sentence each, of the first that were found
 */
public record Proof(
        Guarantee guarantee,
        long sent,
        long missing,
        long disordered,
        long masks,
        Map<String, Long> failures,
        long lost,
        long repeated,
        long outOfOrder,
        long altered,
        long foreign,
        long unexpected,
        long wrongMasks,
        long latencyMissing,
        long latencyExtra,
        long others,
        List<String> examples) {
    private static final Set<String> REPETITIONS = Set.of("repeated", "latencyExtra");

    public Proof {
        failures = new TreeMap<>(failures);
        examples = List.copyOf(examples);
    }

    /** Whether the guarantee was kept. Nothing was proved where nothing was sent. */
    public boolean holds() {
        return sent > 0 && violations().isEmpty();
    }

    /** Records on the failures topic. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts that have to be 0, by name, where they are not. */
    public Map<String, Long> violations() {
        var violations = new LinkedHashMap<String, Long>();
        counts().forEach((name, count) -> {
            if (count > 0 && !allowed(name)) {
                violations.put(name, count);
            }
        });
        return violations;
    }

    /** With at least once an outcome may come again, and its latency with it or without it. */
    private boolean allowed(String name) {
        return guarantee == Guarantee.AT_LEAST_ONCE && REPETITIONS.contains(name);
    }

    /** All counts that a guarantee is about, by name, in the order in which they are shown. */
    public Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("missing", missing);
        counts.put("disordered", disordered);
        counts.put("lost", lost);
        counts.put("repeated", repeated);
        counts.put("outOfOrder", outOfOrder);
        counts.put("altered", altered);
        counts.put("foreign", foreign);
        counts.put("unexpected", unexpected);
        counts.put("wrongMasks", wrongMasks);
        counts.put("latencyMissing", latencyMissing);
        counts.put("latencyExtra", latencyExtra);
        return counts;
    }

    /** Sentences for a person. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("  sent        %,d events".formatted(sent));
        lines.add("  outcomes    %,d masks, %,d failures%s"
                .formatted(masks, failed(), failures.isEmpty() ? "" : " " + failures));
        counts().forEach((name, count) -> lines.add("  %-15s %,d%s".formatted(name, count, remark(name, count))));
        if (others > 0) {
            lines.add("  (%,d outcomes of other senders were left out)".formatted(others));
        }
        examples.forEach(example -> lines.add("  - " + example));
        lines.add(verdict());
        return lines;
    }

    private String remark(String name, long count) {
        return count == 0 ? "" : allowed(name) ? "  (allowed by at_least_once)" : "  <--";
    }

    private String verdict() {
        if (sent == 0) {
            return "NOT PROVED: no event of this run is on the images topic";
        }
        return holds()
                ? "PROVED, %s: every event has %s, nothing was altered, masks are what their events say, and outcomes of a key are in order within each topic and partition"
                        .formatted(
                                guarantee.kafkaName(),
                                guarantee == Guarantee.EXACTLY_ONCE ? "one outcome" : "an outcome")
                : "NOT PROVED, %s: %s".formatted(guarantee.kafkaName(), violations());
    }
}
