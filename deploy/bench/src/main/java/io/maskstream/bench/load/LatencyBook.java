package io.maskstream.bench.load;

import io.maskstream.bench.statistics.LatencySample;
import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.StageMillis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Brings together when each image was due, when its mask came, and what its latency event says. Thread-safe. */
public final class LatencyBook implements OpenLoop.Listener, Arrivals.Listener {
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final Map<String, Long> received = new ConcurrentHashMap<>();
    private final Map<String, StageMillis> stages = new ConcurrentHashMap<>();

    @Override
    public void due(String key, long nanoTime) {
        due.put(key, nanoTime);
    }

    @Override
    public void mask(String key, long nanoTime) {
        received.putIfAbsent(key, nanoTime);
    }

    @Override
    public void latency(LatencyEvent event) {
        stages.putIfAbsent(event.imageId(), event.millis());
    }

    /** Images whose mask and latency have both come, whoever sent them. */
    public int complete() {
        return Math.min(received.size(), stages.size());
    }

    /** When each mask came, as {@link System#nanoTime}, in no order. */
    public long[] arrivals() {
        return received.values().stream().mapToLong(Long::longValue).toArray();
    }

    /** One for each image that was due and has come. */
    public List<LatencySample> samples() {
        var samples = new ArrayList<LatencySample>();
        due.forEach((key, nanoTime) -> {
            Long came = received.get(key);
            StageMillis millis = stages.get(key);
            if (came != null && millis != null) {
                samples.add(new LatencySample((came - nanoTime) / 1e6, millis));
            }
        });
        return samples;
    }

    /** Forgets everything. */
    public void clear() {
        due.clear();
        received.clear();
        stages.clear();
    }
}
