package io.maskstream.standalone.page;

import io.maskstream.schemas.event.LatencyEvent;
import io.maskstream.schemas.event.StageMillis;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stages of an image's way, by their names on the wire, in order. */
enum Stage {
    TOPIC_WAIT("topicWait", "Waiting on the topic", "until a worker took it up", false),
    QUEUE("queue", "Queue", "waiting inside the worker", true),
    FETCH("fetch", "Fetch", "reading the bytes", true),
    DECODE("decode", "Decode", "bytes to pixels", true),
    BATCH_WAIT("batchWait", "Batch", "waiting for company", true),
    INFERENCE("inference", "Inference", "the network", true),
    ENCODE("encode", "Encode", "the mask and its figures", true),
    EMIT("emit", "Emit", "handing it to Kafka", true),
    TOTAL("total", "Total", "from request to mask", false);

    private final String wireName;
    private final String title;
    private final String meaning;
    private final boolean work;

    Stage(String wireName, String title, String meaning, boolean work) {
        this.wireName = wireName;
        this.title = title;
        this.meaning = meaning;
        this.work = work;
    }

    String wireName() {
        return wireName;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    /** Whether it happens inside a worker; the others depend on how many images were sent at once. */
    boolean isWork() {
        return work;
    }

    private double in(StageMillis millis) {
        return switch (this) {
            case TOPIC_WAIT -> millis.topicWait();
            case QUEUE -> millis.queue();
            case FETCH -> millis.fetch();
            case DECODE -> millis.decode();
            case BATCH_WAIT -> millis.batchWait();
            case INFERENCE -> millis.inference();
            case ENCODE -> millis.encode();
            case EMIT -> millis.emit();
            case TOTAL -> millis.total();
        };
    }

    /** Percentiles of all stages in ms, by wire name. */
    static Map<String, Percentiles> percentiles(Collection<LatencyEvent> events) {
        Map<String, Percentiles> stages = new LinkedHashMap<>();
        for (Stage stage : values()) {
            double[] millis = events.stream()
                    .map(LatencyEvent::millis)
                    .mapToDouble(stage::in)
                    .toArray();
            stages.put(stage.wireName, Percentiles.of(millis));
        }
        return stages;
    }
}
