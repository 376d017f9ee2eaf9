package io.maskstream.worker.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which outcomes of a run wait for their latencies. Either may come first. Used by one thread. */
final class Pairing {
    /** Of either that wait for the other, at most; the oldest are given up. */
    private static final int MOST_WAITING = 10_000;

    private final Map<String, Integer> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> early = new LinkedHashMap<>();

    /** Outcomes of runs before are waited for no more. */
    void begin() {
        waiting.clear();
    }

    void outcome(String imageId) {
        pair(imageId, early, waiting);
    }

    void latency(String imageId) {
        pair(imageId, waiting, early);
    }

    /** Whether each outcome has its latency. */
    boolean isComplete() {
        return waiting.isEmpty();
    }

    private static void pair(String imageId, Map<String, Integer> others, Map<String, Integer> own) {
        if (others.containsKey(imageId)) {
            others.computeIfPresent(imageId, (id, count) -> count == 1 ? null : count - 1);
            return;
        }
        own.merge(imageId, 1, Integer::sum);
        if (own.size() > MOST_WAITING) {
            own.remove(own.keySet().iterator().next());
        }
    }
}
