package io.maskstream.bench.statistics;

import io.maskstream.schemas.event.StageMillis;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the time of one image went, in milliseconds, seen from outside.
 *
 * @param total from when it was due to be sent until its mask was received
 * @param stages as its latency event has them
 */
public record LatencySample(double total, StageMillis stages) {

    /** What is not work on the image: waiting on topics and in queues, commits, and the way there and back. */
    public double overStages() {
        return total - stages.fetch() - stages.decode() - stages.batchWait() - stages.inference() - stages.encode();
    }

    /** Every stage by name, in the order of an image's way; they add up to the total. */
    public Map<String, Double> byStage() {
        var all = new LinkedHashMap<String, Double>();
        all.put("topic-wait", stages.topicWait());
        all.put("queue", stages.queue());
        all.put("fetch", stages.fetch());
        all.put("decode", stages.decode());
        all.put("batch-wait", stages.batchWait());
        all.put("inference", stages.inference());
        all.put("encode", stages.encode());
        all.put("emit", stages.emit());
        all.put("delivery", total - stages.total());
        return all;
    }
}
