package io.maskstream.chaos.trial;

import io.maskstream.schemas.event.FailureEvent;
import io.maskstream.schemas.event.MaskEvent;
import io.maskstream.schemas.event.Outcome;
import io.maskstream.verify.wire.Listener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long after each disturbance a committed reader had an outcome from every partition that was made after it. One that is still waited for when
 * the next comes is not counted. Thread-safe.
 */
public final class Pauses implements Listener {
    private final Set<Integer> partitions = new HashSet<>();
    private final Set<Integer> silent = new HashSet<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant disturbed = Instant.MAX;

    /** Something was killed now. */
    public synchronized void disturbed() {
        disturbed = Instant.now();
        silent.clear();
        silent.addAll(partitions);
    }

    @Override
    public synchronized void outcome(int partition, Outcome outcome) {
        partitions.add(partition);
        Instant made = outcome instanceof MaskEvent mask
                ? mask.segmentedAt()
                : outcome instanceof FailureEvent failure ? failure.failedAt() : Instant.MIN;
        if (made.isAfter(disturbed) && silent.remove(partition) && silent.isEmpty()) {
            pauses.add(Duration.between(disturbed, Instant.now()));
        }
    }

    /** In their order. */
    public synchronized List<Duration> all() {
        return List.copyOf(pauses);
    }
}
