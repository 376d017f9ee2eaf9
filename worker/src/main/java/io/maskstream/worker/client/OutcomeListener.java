package io.maskstream.worker.client;

import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.Outcome;

/** Told what the workers made, one event at a time, on the collector's thread. */
public interface OutcomeListener {

    /** A mask or a failure. */
    void outcome(Outcome outcome);

    /** Where the time of an image went: before or after its outcome. */
    void latency(LatencyEvent latency);

    /** Something is on a topic that does not belong there. */
    void unreadable(String sentence);
}
