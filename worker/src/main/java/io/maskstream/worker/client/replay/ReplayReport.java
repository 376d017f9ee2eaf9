package io.maskstream.worker.client.replay;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.FailureReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a replay found and did. */
public final class ReplayReport {
    private static final int MOST_SHOWN = 10;

    private final Map<FailureReason, Counts> counts = new EnumMap<>(FailureReason.class);
    private final List<FailureEvent> first = new ArrayList<>();

    /**
     * Of the failures that were selected.
     *
     * @param toReplay put back, or to be put back in a dry run
     * @param before put back by an earlier replay
     * @param lost neither in the failure nor on the images topic any more, or of another topic
     * @param refused Kafka does not take it back
     */
    public record Counts(long toReplay, long before, long lost, long refused) {
        Counts plus(Counts other) {
            return new Counts(
                    toReplay + other.toReplay, before + other.before, lost + other.lost, refused + other.refused);
        }
    }

    static final Counts TO_REPLAY = new Counts(1, 0, 0, 0);
    static final Counts BEFORE = new Counts(0, 1, 0, 0);
    static final Counts LOST = new Counts(0, 0, 1, 0);
    static final Counts REFUSED = new Counts(0, 0, 0, 1);

    ReplayReport() {}

    void count(FailureEvent failure, Counts one) {
        counts.merge(failure.reason(), one, Counts::plus);
        if (one.equals(TO_REPLAY) && first.size() < MOST_SHOWN) {
            first.add(failure);
        }
    }

    /** By reason, in the reasons' order. */
    public Map<FailureReason, Counts> byReason() {
        return Collections.unmodifiableMap(counts);
    }

    /** All of them. */
    public Counts total() {
        return counts.values().stream().reduce(new Counts(0, 0, 0, 0), Counts::plus);
    }

    /** The first few to replay. */
    public List<FailureEvent> first() {
        return Collections.unmodifiableList(first);
    }
}
